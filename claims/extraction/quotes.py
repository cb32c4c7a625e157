"""Joins quotations to the words that report them: before, after or between; and quotations to one another."""

from .clauses import Range, is_adverb, is_time, main_subject, subject_of, verb_group_start
from .drafts import Draft
from .lexicon import CONJUNCTIONS, DETERMINERS, LABELS, PREPOSITIONS, word_set
from .phrases import noun_phrase_right
from .signatures import signature_after
from .tokens import Doc
from .verbs import Verb, reporting_verb

_REACH = 45  # tokens within which a reporting clause is looked for
_STRAY = frozenset(("'", "’", '"', "”", "''"))
_PAUSES = frozenset((",", "-", "–", "—", "--"))
_INNER_ENDS = " \u00a0\u202f'’”\""
_AFTER_NAME = frozenset((",", ":", "(", "—", "–", "-"))
_LONGEST_INTERRUPTION = 60  # tokens between the parts of one quotation
# Verbs that tell only with a second word: "put it", "went on", "pointed out".
_PHRASAL = {
    word: particle
    for particle, words in (("it", "put puts"), ("on", "went goes"), ("out", "point points pointed"))
    for word in words.split()
}
_SPEAK = Verb("say", "past", "speech", frozenset("q"), frozenset())
_SMALL = word_set("of the a an and in on for to with at by from or is")


class QuoteLinker:
    """Works through the quotations of a text in order; ``drafts`` holds what was found, ``free`` what was not."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.drafts: list[Draft] = []
        self.free: list[int] = []
        self.by_sentence: dict[int, list[Draft]] = {}  # those whose cue stands in the sentence
        self.used_cues: set[int] = set()
        self._owner: dict[int, Draft] = {}
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
        if signature_after(doc, q) is not None:
            self.free.append(q)
            return
        if self._continues(q, a, b):
            return
        if not leads:
            if self._before(q, lo, a):
                return
            if doc.low[a - 1] in _PAUSES and self._after(q, b, paragraph_end, strict=False):
                return
            if self._ends_with_pause(q, b) and not self._title(q) and self._after(q, b, paragraph_end, strict=True):
                return
            self.free.append(q)
            return
        if self._after(q, b, paragraph_end, strict=not self._ends_with_pause(q, b)):
            return
        if self._colon_before(q, a):
            return
        if self._joins_previous(q, a):
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
            verbs = [k for k in between if self._tells(k) and doc.low[k] != "asked" and not self._as_noun(k)]
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
        return self._clause_after(b, hi, not self._ends_with_pause(q, b)) is not None

    def _as_noun(self, k: int) -> bool:
        verb = reporting_verb(self.doc.low[k])
        return verb is not None and verb.form == "base"

    def _merge(self, owner: Draft, q: int) -> None:
        quotation = self.doc.quotations[q]
        owner.content.extend(quotation.parts)
        owner.quotations.append(q)
        owner.flags.extend(flag for flag in quotation.flags if flag not in owner.flags)
        self._owner[q] = owner

    def _tells(self, k: int) -> bool:
        doc = self.doc
        if doc.cap[k] or doc.quote[k] >= 0:
            return False
        particle = _PHRASAL.get(doc.low[k])
        if particle is not None and k + 1 < len(doc) and doc.low[k + 1] == particle:
            return True
        verb = reporting_verb(doc.low[k])
        return verb is not None and "q" in verb.frames

    def _ends_with_pause(self, q: int, b: int) -> bool:
        doc = self.doc
        part = doc.quotations[q].parts[-1]
        inner = doc.text[max(part.start, part.end - 4) : part.end].rstrip(_INNER_ENDS)[-1:]
        follows = doc.low[b] if b < len(doc) else ""
        return (inner != "" and inner in ",?!…—–-;") or follows in _PAUSES

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
        found = self._clause_after(b, hi, strict)
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

    def _clause_after(self, b: int, hi: int, strict: bool) -> tuple[Range, Range, int, Verb] | None:
        """A reporting clause that starts at token ``b``: mention, cue, the token after it, its verb."""
        doc = self.doc
        p = b
        while p < hi and doc.low[p] in _STRAY:
            p += 1
        if p < hi and doc.low[p] in _PAUSES:
            p += 1
        hi = min(hi, p + _REACH)
        if p >= hi or doc.quote[p] >= 0:
            return None
        inverted = self._inverted(p, hi)
        if inverted is not None:
            return inverted
        stop = self._sentence_end(p, hi)
        for v in range(p + 1, stop):
            if doc.quote[v] >= 0:
                return None
            if not self._tells(v):
                continue
            verb = reporting_verb(doc.low[v]) or _SPEAK
            if verb.form not in ("past", "third", "base") or doc.low[v - 1] in ("to", "the", "a"):
                continue
            group = verb_group_start(doc, v, p)
            mention = subject_of(doc, group, p)
            if mention is None or not self._starts_clause(p, mention[0]):
                continue
            if strict and not self._short_tail(v + 1, stop):
                return None
            return mention, (group, v + 1), v + 1, verb
        return None

    def _inverted(self, p: int, hi: int) -> tuple[Range, Range, int, Verb] | None:
        """ "said Anna Holm": a verb at token ``p`` and its subject after it."""
        doc = self.doc
        k = p
        while k < hi and is_adverb(doc.low[k]):
            k += 1
        if k >= hi or not self._tells(k):
            return None
        verb = reporting_verb(doc.low[k]) or _SPEAK
        if verb.form not in ("past", "third", "base"):
            return None
        mention = noun_phrase_right(doc, k + 1, self._sentence_end(k, hi))
        return (mention, (p, k + 1), mention[1], verb) if mention else None

    def _starts_clause(self, p: int, a: int) -> bool:
        return all(
            self.doc.low[k] in ("and", "but", ",", "as", "then") or is_adverb(self.doc.low[k]) for k in range(p, a)
        )

    def _short_tail(self, i: int, stop: int) -> bool:
        """After the verb nothing that could itself be what is said."""
        doc = self.doc
        if i >= stop or doc.low[i] in (".", ",", ":", ";"):
            return True
        return (
            doc.low[i] in PREPOSITIONS
            or is_time(doc.low[i])
            or is_adverb(doc.low[i])
            or doc.low[i] in ("when", "after", "while")
        )

    def _sentence_end(self, i: int, hi: int) -> int:
        return min(hi, self.doc.sentences[self.doc.sentence[i]][1])

    # ------------------------------------------------------------ before

    def _before(self, q: int, lo: int, a: int) -> bool:
        told = self.told_before(a, lo)
        if told is None:
            return False
        mention, cue, verb = told
        if cue[1] == a and verb is not None and self._title(q):
            return False
        self._add(q, mention, cue, verb, "before" if verb else "colon")
        return True

    def told_before(self, a: int, lo: int) -> tuple[Range | None, Range, Verb | None] | None:
        """What leads into the words from token ``a`` on: mention, cue and, unless a colon alone does, the verb."""
        doc = self.doc
        last = doc.low[a - 1]
        if last not in (",", ":", "-", "–", "—", "--") and not (self._tells(a - 1) or last in ("by", "with", "like")):
            return None
        lo = max(lo, a - _REACH)
        barrier = lo
        for k in range(a - 1, lo - 1, -1):
            if doc.quote[k] >= 0:
                barrier = k + 1
                break
        for v in range(a - 1, barrier - 1, -1):
            verb = reporting_verb(doc.low[v]) or _SPEAK
            if not self._tells(v) or (doc.low[v - 1] in ("the", "a") and v > barrier):
                continue
            if last == "," and v < a - 2 and not self._adjuncts_only(v + 1, a - 1, verb):
                continue
            if last not in (",", ":") and v != a - 1:
                continue
            group = verb_group_start(doc, v, barrier)
            mention = self.mention_for(v, group, verb, doc.sentences[doc.sentence[v]][0])
            return mention, (group, a if last == ":" and v == a - 2 else v + 1), verb
        return self._by_colon(a - 1, lo) if last == ":" else None

    def _adjuncts_only(self, i: int, stop: int, verb: Verb) -> bool:
        """Between verb and comma: a listener, a place, a time; no clause of its own that would be the content."""
        doc = self.doc
        if i < stop and doc.low[i] == "that":
            return False
        if i < stop and is_adverb(doc.low[i]):
            i += 1
        if (
            "n" in verb.frames
            or doc.low[i] in PREPOSITIONS
            or is_time(doc.low[i])
            or doc.low[i] in CONJUNCTIONS
            or doc.low[i] == ","
        ):
            return True
        return stop - i <= 3 or verb.base in ("ask", "write", "issue", "add", "call", "remark")

    def mention_for(self, v: int, group: int, verb: Verb, lo: int) -> Range | None:
        """The words naming who tells, for a verb at ``v``: its subject, or that of the clause it hangs on."""
        doc = self.doc
        if verb.form == "ing" and not any(
            doc.low[k] in ("is", "are", "was", "were", "been", "be", "'s", "'re") for k in range(group, v)
        ):
            return self._name_before(group, lo) or self.shared_subject(v, lo)
        found = subject_of(doc, group, lo)
        if found is not None:
            return found
        return self.shared_subject(v, lo)

    def _name_before(self, group: int, lo: int) -> Range | None:
        """ "footage of Hillary Clinton asking": the name right before a participle."""
        a = group
        while a > lo and self.doc.cap[a - 1] and self.doc.quote[a - 1] < 0:
            a -= 1
        return (a, group) if a < group and (a > lo or group - a > 1) and self.doc.low[a] not in DETERMINERS else None

    def shared_subject(self, v: int, lo: int) -> Range | None:
        """The mention of the nearest attribution before ``v`` in the sentence, or the subject of its main clause."""
        for draft in reversed(self.by_sentence.get(self.doc.sentence[v], [])[-8:]):
            if draft.mention and draft.cue and lo <= draft.cue[0] < v:
                return draft.mention
        return main_subject(self.doc, lo, v)

    def _by_colon(self, colon: int, lo: int) -> tuple[Range | None, Range, None] | None:
        doc = self.doc
        mention = main_subject(doc, lo, colon)
        if mention is None and colon > lo:
            if colon - lo <= 5 and doc.cap[lo]:
                mention = (lo, colon)
            elif (
                (named := noun_phrase_right(doc, lo, colon))
                and doc.cap[named[1] - 1]
                and doc.low[named[1]] in _AFTER_NAME
            ):
                mention = named  # "Ilmari Hask, who owns the yard: ..."
        if mention is None or doc.low[lo] in LABELS or not self._names_somebody(mention):
            return None
        return mention, (colon, colon + 1), None

    def _names_somebody(self, mention: Range) -> bool:
        return any(self.doc.low[k][0].isalpha() and self.doc.low[k] not in DETERMINERS for k in range(*mention))

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
        self.drafts.append(draft)
        self.by_sentence.setdefault(self.doc.sentence[cue[0]], []).append(draft)
        self.used_cues.update(range(*cue))
        self._owner[q] = draft
