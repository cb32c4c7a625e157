"""Other orders than subject, verb, statement: "..., officials said", "according to X", "is said to"."""

from sources.text.spans import Span

from .clauses import Range, is_adverb, is_finite, is_time, subject_of
from .drafts import Draft
from .lexicon import DETERMINERS, word_set
from .moods import is_asked
from .phrases import noun_phrase_right
from .reach import clause_end, phrase_end
from .tokens import Doc
from .verbs import Verb

_HEARSAY = word_set("expect say believe report think allege know")
_OPENERS = word_set("but and however still meanwhile so yet or moreover")
_TRAILERS = word_set(
    """
    say tell add note report announce explain argue write believe predict warn acknowledge insist
    indicate suggest confirm show estimate conclude admit complain recall think hint joke quip
    """
)


class OrderReader:
    """Reads statements that stand before their verb, around it, or beside "according to"."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def passive(self, v: int, group: int, verb: Verb, lo: int, hi: int) -> Draft | None:
        """ "is expected to", "was criticised by X": only where the teller stands after "by"."""
        doc = self.doc
        if verb.base not in _HEARSAY or v + 2 >= hi or doc.low[v + 1] != "to":
            return None
        if doc.low[v + 2] in DETERMINERS or doc.cap[v + 2]:
            return None  # "is known to the home end"
        subject = subject_of(doc, group, lo)
        end = phrase_end(doc, v + 1, hi, "infinitive")
        if subject is None or end <= v + 2:
            return None
        parts = [doc.span(*subject), doc.span(v + 1, end)]
        return Draft(parts, (group, v + 1), None, "indirect", verb.cue_class, v, "hearsay", "hearsay", verb.base)

    def trailing(self, v: int, group: int, verb: Verb, lo: int, hi: int) -> Draft | None:
        """ "The talks will resume, officials said.", "The talks, he said, will resume."."""
        doc = self.doc
        if verb.base not in _TRAILERS or verb.form == "ing":
            return None
        after = v + 1
        mention: Range | None = None
        comma = -1
        inverted = noun_phrase_right(doc, after, hi) if v > lo and doc.low[v - 1] == "," else None
        if inverted is not None and (inverted[1] >= hi or doc.low[inverted[1]] in (".", ",", ";")):
            mention, comma, after = inverted, v - 1, inverted[1]
        if mention is None:
            mention = subject_of(doc, group, lo)
            if mention is None or mention[0] <= lo or doc.low[mention[0] - 1] not in (",", "–", "—"):
                return None
            comma = mention[0] - 1
            if after < hi and not self._tail(after, hi):
                return None
        start = self._front(lo)
        if is_asked(doc, start, comma) or (verb.form == "base" and group < v and doc.low[group] in ("will", "would")):
            return None
        if comma - start < 3 or not any(is_finite(doc, k) or doc.low[k].endswith("s") for k in range(start, comma)):
            return None
        parts = [doc.span(start, comma)]
        if after < hi and doc.low[after] == "," and hi - after > 3 and not self._new_clause(after + 1, hi):
            end = clause_end(doc, after + 1, hi)
            if end > after + 1:
                parts.append(doc.span(after + 1, end))
        return Draft(parts, (group, v + 1), mention, "indirect", verb.cue_class, v, "trailing", "trailing", verb.base)

    def _tail(self, i: int, hi: int) -> bool:
        doc = self.doc
        word = doc.low[i]
        if word in (".", ",", ";", "?", "!") or is_time(word):
            return True
        return word in (
            "in",
            "at",
            "on",
            "during",
            "after",
            "of",
            "when",
            "while",
            "as",
            "last",
            "this",
            "to",
            "via",
        ) or is_adverb(word)

    def _new_clause(self, i: int, hi: int) -> bool:
        doc = self.doc
        return i < hi and (
            doc.low[i].endswith("ing")
            or (
                doc.low[i] in ("a", "who", "the", "citing")
                and not any(is_finite(doc, k) for k in range(i, min(hi, i + 12)))
            )
        )

    def _front(self, lo: int) -> int:
        doc = self.doc
        i = self._after_dateline(lo)
        while (
            doc.low[i] in _OPENERS
            or (is_adverb(doc.low[i]) and doc.low[i + 1] == ",")
            or (not doc.low[i][0].isalnum() and doc.quote[i] < 0)
        ):
            i += 1
            if i + 1 >= len(doc):
                return lo
        return i

    def _after_dateline(self, lo: int) -> int:
        """Pass over "HARWICK, 12 May 2026 (Northern Wire) - " at the head of a paragraph."""
        doc = self.doc
        first, last = doc.paragraphs[doc.paragraph[lo]]
        if lo != first or not doc.words(lo, lo + 1).isupper() or len(doc.low[lo]) < 3:
            return lo
        for k in range(lo, min(last - 1, lo + 18)):
            if doc.low[k] in ("-", "—", "–", "--"):
                return k + 1
        return lo

    def according(self, lo: int, hi: int) -> Draft | None:
        """The first "according to X" of a sentence, before or after what X says."""
        doc = self.doc
        for k in range(lo, hi - 2):
            if doc.low[k] != "according" or doc.low[k + 1] != "to" or doc.quote[k] >= 0:
                continue
            leads = k == lo or doc.low[k - 1] in ("but", "and")
            mention = noun_phrase_right(doc, k + 2, hi, closed=leads)
            if mention is None:
                continue
            parts: list[Span] = []
            if leads:
                start = mention[1]
                while start < hi and doc.low[start] != ",":
                    start += 1
                start += 1
                if start < hi:
                    end = clause_end(doc, start, hi)
                    if end > start:
                        parts.append(doc.span(start, end))
            else:
                start = self._front(lo)
                end = k
                while (
                    end > start
                    and not doc.low[end - 1][0].isalnum()
                    and doc.quote[end - 1] < 0
                    and doc.low[end - 1] not in (")", "%")
                ):
                    end -= 1
                if end - start >= 3:
                    parts.append(doc.span(start, end))
            if not parts:
                continue
            return Draft(parts, (k, k + 2), mention, "indirect", "speech", k, "according", "according", "according")
        return None
