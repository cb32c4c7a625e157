"""Joins quotations to the words that report them: before, after or between; and quotations to one another."""

from sources.text.spans import Span

from .clauses import Range, is_finite, subject_of, verb_group_start
from .drafts import Draft
from .lexicon import AUXILIARIES, word_set
from .phrases import noun_phrase_right
from .reports import PAUSES, ReportReader, tells
from .signatures import plain_signature, signature_after
from .tokens import Doc
from .verbs import Verb, reporting_verb

_INNER_ENDS = " \u00a0\u202f'’”\""
_GESTURES = word_set(
    """
    smiles smiled laughs laughed shrugs shrugged nods nodded pauses paused sighs sighed grins grinned hesitates
    hesitated disagrees disagreed agrees agreed winces winced chuckles chuckled frowns frowned blushes blushed beams
    beamed scoffs scoffed
    """
)
_LONGEST_REPORT = 24  # tokens beside the quotations of a paragraph
_SENTENCE_WORDS = 6  # fewer words in marks may be a heading
_SHORT_SENTENCE = 9  # tokens
_STATEMENT = word_set("statement message letter remarks address speech text transcript reply")
_LONGEST_INTERRUPTION = 60  # tokens between the parts of one quotation
_SMALL = word_set("of the a an and in on for to with at by from or is")


class QuoteLinker:
    """Works through the quotations of a text in order; ``drafts`` holds what was found, ``free`` what was not."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.drafts: list[Draft] = []
        self.free: list[int] = []
        self.by_sentence: dict[int, list[Draft]] = {}  # those whose cue stands in the sentence
        self.used_cues: set[int] = set()
        self.reports = ReportReader(doc, self.by_sentence)
        self._owner: dict[int, Draft] = {}
        self._headings: dict[int, Range] = {}  # paragraph -> whose statement the heading above it announces
        self._after_end: dict[int, int] = {}  # quotation -> token after its reporting clause

    def run(self) -> None:
        for q in range(len(self.doc.quotations)):
            self._link(q)

    def _link(self, q: int) -> None:
        doc = self.doc
        a, b = doc.quote_tokens[q]
        if b <= a or not self._has_words(q):
            return
        lo = self._clause_start(a)
        paragraph_end = doc.paragraphs[doc.paragraph[b - 1]][1]
        leads = a == lo or all(not doc.low[k][0].isalnum() for k in range(lo, a))
        if self._signed(q, a):
            return
        if self._continues(q, a, b):
            return
        if not leads:
            if self._before(q, lo, a):
                return
            if doc.low[a - 1] in PAUSES and self._after(q, b, paragraph_end, strict=False):
                return
            if self._ends_with_pause(q, b) and not self._title(q) and self._after(q, b, paragraph_end, strict=True):
                self._take_in_front(q, lo, a)
                return
            self.free.append(q)
            return
        if self._after(q, b, paragraph_end, strict=not self._ends_with_pause(q, b)):
            return
        if self._colon_before(q, a):
            return
        if self._joins_previous(q, a) or self._under_heading(q, a) or self._after_gesture(q, a):
            return
        if self._goes_on(q, a, b):
            return
        self.free.append(q)

    def _has_words(self, q: int) -> bool:
        a, b = self.doc.quote_tokens[q]
        return any(self.doc.low[k][0].isalnum() for k in range(a, b))

    def _clause_start(self, a: int) -> int:
        """Where the text that belongs to this quotation's sentence begins, not before the last quotation's end."""
        doc = self.doc
        return doc.sentences[doc.sentence[a]][0]

    def _continues(self, q: int, a: int, b: int) -> bool:
        """An interrupted quotation: "We will pay," she said, "but not now."; or a second sentence after "she said."."""
        doc = self.doc
        last = max((n for n in range(max(0, q - 3), q) if n in self._after_end), default=None)
        if last is None or (owner := self._owner[last]).cue is None:
            return False
        stop = self._after_end[last]
        if not 0 <= a - stop <= _LONGEST_INTERRUPTION or doc.paragraph[stop - 1] != doc.paragraph[a]:
            return False
        between = range(stop, a)
        if any(self._sentence_break(k) for k in between[:-1]):
            return False
        mark = doc.low[a - 1]
        if not between or mark in (",", ":", "–", "—", "-", "--"):
            verbs = [k for k in between if tells(doc, k) and doc.low[k] != "asked" and not self._as_noun(k)]
            if verbs and (a - verbs[-1] <= 12):
                return False
            self._merge(owner, q)
            return True
        if (mark in (".", "?", "!") or doc.quote[a - 1] >= 0) and not self._has_own_clause_after(q, b):
            self._merge(owner, q)
            return True
        return False

    def _sentence_break(self, k: int) -> bool:
        doc = self.doc
        return doc.sentence[k] != doc.sentence[k + 1] and doc.quote[k + 1] < 0

    def _has_own_clause_after(self, q: int, b: int) -> bool:
        hi = self.doc.paragraphs[self.doc.paragraph[b - 1]][1]
        return self.reports.after(b, hi, not self._ends_with_pause(q, b)) is not None

    def _as_noun(self, k: int) -> bool:
        verb = reporting_verb(self.doc.low[k])
        return verb is not None and verb.form == "base"

    def _merge(self, owner: Draft, q: int) -> None:
        quotation = self.doc.quotations[q]
        owner.content.extend(quotation.parts)
        owner.quotations.append(q)
        owner.flags.extend(flag for flag in quotation.flags if flag not in owner.flags)
        self._owner[q] = owner

    def _ends_with_pause(self, q: int, b: int) -> bool:
        doc = self.doc
        part = doc.quotations[q].parts[-1]
        inner = doc.text[max(part.start, part.end - 4) : part.end].rstrip(_INNER_ENDS)[-1:]
        follows = doc.low[b] if b < len(doc) else ""
        return (inner != "" and inner in ",?!…—–-;") or follows in PAUSES

    def _title(self, q: int) -> bool:
        """Whether the quotation looks like the title of a work: every long word has a capital, few words."""
        doc = self.doc
        a, b = doc.quote_tokens[q]
        words = [k for k in range(a, b) if doc.low[k][0].isalpha()]
        if len(words) > 9 or doc.text[doc.quotations[q].parts[-1].end - 1] in "!?":
            return False
        if a and doc.low[a - 1] in (",", ":"):
            return (
                all(doc.cap[k] for k in words if doc.low[k] not in _SMALL) and len(words) > 1 and doc.low[a - 1] != ":"
            )
        return all(doc.cap[k] for k in words if doc.low[k] not in _SMALL)

    # ------------------------------------------------------------ after

    def _after(self, q: int, b: int, hi: int, *, strict: bool) -> bool:
        found = self.reports.after(b, hi, strict)
        if found is None:
            return False
        mention, cue, stop, verb = found
        if (
            strict
            and len(self._words(q)) < 2
            and self._clause_start(self.doc.quote_tokens[q][0]) != self.doc.quote_tokens[q][0]
        ):
            return False
        self._add(q, mention, cue, verb, "after")
        self._after_end[q] = stop
        return True

    def _words(self, q: int) -> list[int]:
        a, b = self.doc.quote_tokens[q]
        return [k for k in range(a, b) if self.doc.low[k][0].isalnum()]

    def _before(self, q: int, lo: int, a: int) -> bool:
        told = self.reports.before(a, lo)
        if told is None:
            return False
        mention, cue, verb = told
        if cue[1] == a and verb is not None and self._title(q):
            return False
        if verb is None and self.doc.paragraph[a] and self._heading(q):
            return False
        self._add(q, mention, cue, verb, "before" if verb else "colon")
        return True

    def _heading(self, q: int) -> bool:
        """Whether a quotation is a few words with capitals and no sentence's end: "Part two: ‘The Letter’"."""
        doc = self.doc
        words = [k for k in self._words(q) if doc.low[k] not in _SMALL]
        ends = doc.text[doc.quotations[q].parts[-1].end - 1]
        return len(words) <= 6 and ends not in ".?!…," and all(doc.cap[k] for k in words)

    def _colon_before(self, q: int, a: int) -> bool:
        """The paragraph or sentence before ends with a colon: "The ministry replied:" and then the quotation."""
        doc = self.doc
        if a == 0 or doc.low[a - 1] != ":" or doc.quote[a - 1] >= 0 or doc.paragraph[a] - doc.paragraph[a - 1] > 1:
            return False
        lo = doc.sentences[doc.sentence[a - 1]][0]
        return self._before(q, lo, a)

    # ------------------------------------------------------------ neighbours

    def _joins_previous(self, q: int, a: int) -> bool:
        """A quotation with no reporting clause right after one that has: the same speaker goes on."""
        doc = self.doc
        owner = self._owner.get(q - 1)
        if owner is None:
            return False
        end = doc.quote_tokens[q - 1][1]
        if a - end > 3 or any(doc.low[k][0].isalnum() for k in range(end, a)):
            return False
        if doc.paragraph[a] == doc.paragraph[end - 1]:
            self._merge(owner, q)
            return True
        return False

    def _signed(self, q: int, a: int) -> bool:
        """A name after the quotation signs it; one behind a dash is read by those who take up the free ones."""
        if signature_after(self.doc, q) is not None:
            self.free.append(q)
            return True
        mention = plain_signature(self.doc, q)
        if mention is None:
            return False
        self._hold(q, mention, a, "signature")
        return True

    def _goes_on(self, q: int, a: int, b: int) -> bool:
        """A paragraph that is one quotation, below a paragraph in which one speaker alone was quoted: the same one."""
        doc = self.doc
        paragraph = doc.paragraph[a]
        first, last = doc.paragraphs[paragraph]
        if a > first or any(doc.low[k][0].isalnum() for k in range(b, last)) or not paragraph:
            return False
        if len(self._words(q)) < _SENTENCE_WORDS or self._title(q):
            return False
        above = {
            id(owner): owner
            for n in range(max(0, q - 4), q)
            if (owner := self._owner.get(n)) and doc.paragraph[doc.quote_tokens[n][1] - 1] == paragraph - 1
        }
        owners = list(above.values())
        if len(owners) != 1 or owners[0].mention is None or not self._only_reports(owners[0], paragraph - 1):
            return False
        self._hold(q, owners[0].mention, a, "carried")
        return True

    def _hold(self, q: int, mention: Range, anchor: int, how: str) -> None:
        """Keep a quotation that no word reports."""
        quotation = self.doc.quotations[q]
        draft = Draft(list(quotation.parts), None, mention, "direct", "none", anchor, how)
        draft.flags, draft.quotations = list(quotation.flags), [q]
        self.drafts.append(draft)
        self._owner[q] = draft

    def _only_reports(self, owner: Draft, paragraph: int) -> bool:
        """Whether a paragraph holds little but one speaker's quotations and the words that report them."""
        a, b = self.doc.paragraphs[paragraph]
        outside = sum(1 for k in range(a, b) if self.doc.quote[k] < 0)
        return outside <= _LONGEST_REPORT and bool(owner.quotations)

    def _under_heading(self, q: int, a: int) -> bool:
        """ "Statement by the Harbour Trust" as a heading, and quotations that fill the paragraphs below it."""
        doc = self.doc
        paragraph = doc.paragraph[a]
        mention = self._headings.get(paragraph) or self._heading_mention(paragraph - 1)
        if mention is None or doc.quote_tokens[q][1] < doc.paragraphs[paragraph][1]:
            return False
        self._headings[paragraph + 1] = mention
        self._add(q, mention, (mention[0] - 1, mention[0]), None, "colon")
        return True

    def _heading_mention(self, paragraph: int) -> Range | None:
        if paragraph < 0:
            return None
        doc = self.doc
        a, b = doc.paragraphs[paragraph]
        if b - a > 16 or doc.low[b - 1] in (".", "?", "!"):
            return None
        for k in range(a, b - 2):
            if doc.low[k] in _STATEMENT and doc.low[k + 1] in ("by", "from", "of") and doc.quote[k] < 0:
                return noun_phrase_right(doc, k + 2, b)
        return None

    def _after_gesture(self, q: int, a: int) -> bool:
        """ "She smiles. “...”": a short sentence before, with a speaker and what he does while speaking."""
        doc = self.doc
        number = doc.sentence[a] - 1
        if number < 0 or doc.paragraph[a] - doc.paragraph[doc.sentences[number][0]] > 1:
            return False
        lo, hi = doc.sentences[number]
        # A short sentence, or one that ends in it: "Asked whether it was worth it, Delacroix laughed."
        for v in range(lo + 1 if hi - lo <= _SHORT_SENTENCE else max(lo + 1, hi - 2), hi):
            if doc.low[v] in _GESTURES and doc.quote[v] < 0:
                mention = subject_of(doc, verb_group_start(doc, v, lo), lo)
                if mention is not None:
                    self._add(q, mention, (v, v + 1), None, "before")
                    return True
        return False

    def _take_in_front(self, q: int, lo: int, a: int) -> None:
        """ "The plan is ‘not a matter for us’, he added.": the words before the quotation are said as well."""
        doc = self.doc
        owner = self._owner[q]
        while lo < a and (not doc.low[lo][0].isalnum() or doc.low[lo] in ("but", "and", "still", "yet")):
            lo += 1
        lo = next((k + 1 for k in range(a - 1, lo, -1) if doc.low[k] in (":", ";")), lo)
        if len(owner.content) > 1 or any(doc.quote[k] >= 0 or tells(doc, k) for k in range(lo, a)):
            return
        verb = any(is_finite(doc, k) or doc.low[k].endswith("s") for k in range(lo + 1, a))
        past = any(doc.low[k].endswith("ed") and not doc.cap[k] for k in range(lo + 1, a))
        if not (verb or past or doc.low[self._words(q)[0]] in AUXILIARIES):
            return
        owner.content = [Span(doc.starts[lo], doc.quotations[q].outer.end)]
        owner.kind = "mixed"

    def _add(self, q: int, mention: Range | None, cue: Range, verb: Verb | None, how: str) -> None:
        quotation = self.doc.quotations[q]
        draft = Draft(
            content=list(quotation.parts),
            cue=cue,
            mention=mention,
            kind="direct",
            cue_class=verb.cue_class if verb else "speech",
            anchor=cue[1] - 1,
            how=how,
            base=verb.base if verb else "",
            flags=list(quotation.flags),
            quotations=[q],
        )
        if mention is not None and self.doc.low[mention[0]] == "@":
            draft.named = self.doc.words(*mention)
        self.drafts.append(draft)
        self.by_sentence.setdefault(self.doc.sentence[cue[0]], []).append(draft)
        self.used_cues.update(range(*cue))
        self._owner[q] = draft
