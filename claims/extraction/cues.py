"""Finds indirect and mixed statements: a reporting verb (or "according to"), its subject, and what it reports."""

from sources.text.spans import Span

from .clauses import (
    Range,
    is_passive,
    is_passive_group,
    main_subject,
    subject_of,
    verb_group_start,
)
from .contents import ContentReader
from .drafts import Draft
from .lexicon import (
    ANONYMOUS_NOUNS,
    BE,
    DETERMINERS,
    GROUP_NOUNS,
    PERSON_TITLES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    word_set,
)
from .moods import supposes, was_asked
from .orders import OrderReader
from .quotes import QuoteLinker
from .reach import main_clause_comma
from .tokens import Doc
from .verbs import LIGHT_VERBS, Verb, reporting_verb

_PLURAL = word_set("people they we i you who some many most others police critics both and which")
_SUBORDINATORS = word_set("while although though as if when since because after before whereas")


class CueFinder:
    """Looks at each reporting verb outside quotations once, sentence by sentence."""

    def __init__(self, doc: Doc, linker: QuoteLinker) -> None:
        self.doc = doc
        self.linker = linker
        self.drafts: list[Draft] = []
        self._taken_until = 0  # offset up to which the last "that" clause reaches
        self._pending: list[Draft] = []  # participles at the head of a sentence, waiting for its subject
        self._contents = ContentReader(doc)
        self._orders = OrderReader(doc)

    def run(self) -> None:
        linked = {q for draft in self.linker.drafts for q in draft.quotations}
        for lo, hi in self.doc.sentences:
            self._sentence(lo, hi, linked)

    def _sentence(self, lo: int, hi: int, linked: set[int]) -> None:
        doc = self.doc
        self._pending = []
        first = len(self.drafts)
        according = self._orders.according(lo, hi)
        if according is not None and according.cue is not None:
            self.linker.used_cues.update(range(*according.cue))
            self._keep(according, linked)
        v = lo
        while v < hi:
            q = doc.quote[v]
            if q >= 0:
                v = doc.quote_tokens[q][1]
                continue
            verb = reporting_verb(doc.low[v])
            if verb is not None and v not in self.linker.used_cues and not (doc.cap[v] and v > lo):
                draft = self._try(v, verb, lo, hi)
                if draft is not None:
                    self._keep(draft, linked)
            elif doc.low[v] in LIGHT_VERBS and v not in self.linker.used_cues and v > lo:
                draft = self._light(v, lo, hi)
                if draft is not None:
                    self._keep(draft, linked)
            v += 1
        self._settle(lo, hi, first)

    def _settle(self, lo: int, hi: int, first: int) -> None:
        """Give participles at the head of the sentence the subject of what follows; ``first`` is its first draft."""
        for waiting in self._pending:
            after = self.doc.token_at(waiting.end)
            linked = self.linker.by_sentence.get(self.doc.sentence[lo], [])
            waiting.mention = next(
                (d.mention for d in linked if d.mention and d.mention[0] >= after), None
            ) or main_subject(self.doc, min(after + 1, hi), hi)
        self.drafts[first:] = [d for d in self.drafts[first:] if d.mention is not None or d.how == "hearsay"]
        self._pending = []

    def _keep(self, draft: Draft, linked: set[int]) -> None:
        inside = [
            q
            for q in {self.doc.quote[self.doc.token_at(s.start)] for s in draft.content} | set(self._quotes_in(draft))
            if q >= 0
        ]
        if any(q in linked for q in inside):
            return
        draft.quotations = sorted(inside)
        self._type(draft)
        self.drafts.append(draft)
        if draft.frame in ("that", "bare") or draft.base in ("accuse", "charge"):
            self._taken_until = max(self._taken_until, draft.end)
        if draft.mention is not None:
            for waiting in self._pending:
                waiting.mention = draft.mention
            self._pending = []

    def _quotes_in(self, draft: Draft) -> list[int]:
        doc = self.doc
        out: list[int] = []
        for s, e in draft.content:
            i = doc.token_at(s)
            while i < len(doc) and doc.starts[i] < e:
                q = doc.quote[i]
                if q >= 0:
                    out.append(q)
                    i = doc.quote_tokens[q][1]
                else:
                    i += 1
        return out

    def _type(self, draft: Draft) -> None:
        """Set the kind; a "that" clause that is nothing but one quotation becomes direct, its marks left out."""
        doc = self.doc
        if not draft.quotations:
            return
        for q in draft.quotations:
            draft.flags.extend(f for f in doc.quotations[q].flags if f not in draft.flags)
        draft.kind = "mixed"
        words_outside = any(
            doc.low[k][0].isalnum() and doc.low[k] not in ("that", "as", "to")
            for span in draft.content
            for k in doc.outside_quotes(span)
        )
        if not words_outside and len(draft.quotations) == 1:
            quotation = doc.quotations[draft.quotations[0]]
            if len(quotation.parts) >= 1 and sum(e - s for s, e in quotation.parts) > 3:
                draft.kind = "direct"
                draft.content = list(quotation.parts)

    # ------------------------------------------------------------ one verb

    def _try(self, v: int, verb: Verb, lo: int, hi: int) -> Draft | None:
        doc = self.doc
        group = verb_group_start(doc, v, lo)
        if self._is_noun(v, group, verb, lo) or was_asked(doc, v, lo, hi):
            return None
        passive = is_passive(doc, v, group, verb)
        if passive:
            return self._orders.passive(v, group, verb, lo, hi)
        trailing = self._orders.trailing(v, group, verb, lo, hi)
        if trailing is not None:
            return trailing
        self._fronted = hi
        if self._is_fronted(v, group, verb, lo):
            self._fronted = main_clause_comma(doc, v + 1, hi)
        reach = self._contents.read(v, verb, self._fronted)
        if reach is None:
            return None
        a, b, frame = reach
        if b <= a:
            return None
        mention, waiting = self._mention(v, group, verb, lo)
        if (mention is None and not waiting) or supposes(doc, mention, verb, lo):
            return None
        if self._nested(v, verb, frame):
            return None
        if verb.base == "threaten" and mention is not None and not self._agent(mention):
            return None
        draft = Draft(
            content=[Span(doc.starts[a], doc.ends[b - 1])],
            cue=(group, self._cue_end(v, a, frame)),
            mention=mention,
            kind="indirect",
            cue_class=verb.cue_class,
            anchor=v,
            how=frame,
            frame=frame,
            base=verb.base,
        )
        if waiting:
            self._pending.append(draft)
        return draft

    def _is_fronted(self, v: int, group: int, verb: Verb, lo: int) -> bool:
        """Whether the verb stands in a clause that the main clause of the sentence follows after a comma."""
        doc = self.doc
        if any(doc.low[k] == "," for k in range(lo, group)):
            return False
        return doc.low[lo] in _SUBORDINATORS or (verb.form == "ing" and group == lo)

    def _agent(self, mention: Range) -> bool:
        """Whether the head of a mention can intend something: a name, a pronoun, a noun for people."""
        doc = self.doc
        head = (
            next(
                (k for k in range(mention[0] + 1, mention[1]) if doc.low[k] in PREPOSITIONS or doc.low[k] == ","),
                mention[1],
            )
            - 1
        )
        word = doc.low[head]
        people = word in GROUP_NOUNS or word in ANONYMOUS_NOUNS or word in PERSON_TITLES or word in SUBJECT_PRONOUNS
        return people or (doc.cap[head] and word not in ("it", "this", "that"))

    def _nested(self, v: int, verb: Verb, frame: str) -> bool:
        """Inside another statement only plain speech with its own "that" clause is told apart."""
        inside = self.doc.starts[v] < self._taken_until
        return inside and not (frame == "that" and verb.cue_class == "speech")

    def _cue_end(self, v: int, a: int, frame: str) -> int:
        return a if frame == "preposition" else v + 1

    def _is_noun(self, v: int, group: int, verb: Verb, lo: int) -> bool:
        """Forms that are nouns as often as verbs ("a report", "the claims", "his calls")."""
        doc = self.doc
        before = doc.low[v - 1] if v > lo else ""
        if before in DETERMINERS and before not in (
            "all",
            "both",
            "many",
            "some",
            "most",
            "several",
            "few",
            "other",
            "this",
            "that",
        ):
            return True
        if before.endswith("'s") and before not in ("he's", "she's", "it's", "who's", "that's") and verb.form != "ing":
            return True
        if verb.form == "base":
            if group < v:
                return before in PREPOSITIONS and before != "to"
            return not (before in _PLURAL or (before.endswith("s") and not before.endswith(("'s", "ss", "us"))))
        if verb.form == "third":
            return before in PREPOSITIONS or (before in ("and", "") and group == lo)
        if verb.form == "ing":
            return False
        if verb.form in ("past", "participle"):
            return before in PREPOSITIONS and before != "on"
        return False

    def _mention(self, v: int, group: int, verb: Verb, lo: int) -> tuple[Range | None, bool]:
        doc = self.doc
        if verb.form == "ing" and not any(
            doc.low[k] in BE or doc.low[k].endswith(("'s", "'re", "'m")) for k in range(group, v)
        ):
            if group == lo or all(not doc.low[k][0].isalnum() for k in range(lo, group)):
                return None, True
            return self._shared(v, lo), False
        mention = subject_of(doc, group, lo)
        if mention is not None:
            return mention, False
        before = doc.low[group - 1] if group > lo else ""
        if before in ("and", "but", ",", "or", "then", "to", "by", "in", "for") or before in PREPOSITIONS:
            return self._shared(v, lo), False
        return None, False

    def _shared(self, v: int, lo: int) -> Range | None:
        for draft in reversed(self.drafts[-3:]):
            if draft.mention and draft.cue and lo <= draft.cue[0] < v and self.doc.starts[v] >= draft.content[0].start:
                return draft.mention
        return self.linker.reports.shared_subject(v, lo)

    # ------------------------------------------------------------ phrases

    def _light(self, v: int, lo: int, hi: int) -> Draft | None:
        """A verb that tells only with its noun: "left no doubt that", "issued dire warnings of", "made clear that"."""
        doc = self.doc
        group = verb_group_start(doc, v, lo)
        if is_passive_group(doc, group, v):
            return None
        nouns = LIGHT_VERBS[doc.low[v]]
        for k in range(v + 1, min(hi - 2, v + 6)):
            if (
                doc.quote[k] >= 0
                or not doc.low[k][0].isalpha()
                or doc.low[k] in PREPOSITIONS
                or doc.low[k] in ("that", "to")
            ):
                return None
            if doc.low[k] not in nouns:
                continue
            after = doc.low[k + 1]
            if after == "that":
                reach = self._contents.clause(k + 1, hi, "that")
            elif after in ("of", "about", "over", "against"):
                reach = self._contents.phrase(k + 2, hi, "phrase")
            else:
                continue
            mention = subject_of(doc, group, lo)
            if mention is None and doc.low[group - 1] in ("and", "but", ",") and group > lo:
                mention = self._shared(v, lo)
            if reach is None or mention is None:
                return None
            a, b, _ = reach
            return Draft([doc.span(a, b)], (group, a), mention, "indirect", "speech", v, "phrase", reach[2], doc.low[k])
        return None
