"""Reads what a reporting verb reports: a clause, an infinitive, a question, or what it is about."""

from .clauses import Range, is_adverb, is_finite, is_time
from .lexicon import AUXILIARIES, CONJUNCTIONS, PLAIN_PAST, PREPOSITIONS, SUBJECT_PRONOUNS, word_set
from .phrases import noun_phrase_right
from .reach import clause_end, phrase_end
from .tokens import Doc
from .verbs import Verb

_NO_SUBJECT = word_set("to of about with by for from as and or but into on at so like")
_LISTENER_REACH = 12  # tokens between a verb and the "that" of its clause


class ContentReader:
    """Reads rightwards from a verb. Answers are (first token, token after the last, frame)."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def read(self, v: int, verb: Verb, hi: int) -> tuple[int, int, str] | None:
        """Token range of what the verb at ``v`` reports, and the frame that showed it."""
        doc = self.doc
        i = v + 1
        if i >= hi:
            return None
        frames = verb.frames
        if doc.low[i] in ("out", "aloud") and verb.base in ("point", "wonder", "spell"):
            i += 1
            if i >= hi:
                return None
            frames = frames | {"t", "o", "b"}
        if doc.low[i] == "that" and self._clause_that(i, hi) and (frames & {"t", "b", "n"}):
            return self.clause(i, hi, "that")
        that = self._that_after_adjunct(i, hi, verb)
        if that is not None:
            return self.clause(that, hi, "that")
        return self._named_frame(i, hi, verb, frames) or self._open_frame(i, hi, verb, frames)

    def _named_frame(self, i: int, hi: int, verb: Verb, frames: frozenset[str]) -> tuple[int, int, str] | None:
        """Frames that a word of their own shows: a listener, "to", a preposition, a question word."""
        doc = self.doc
        if "n" in frames and (listened := self._after_listener(i, hi)) is not None:
            return listened
        if doc.low[i] == "to" and "i" in frames and i + 1 < hi and doc.low[i + 1][0].isalpha():
            return i, phrase_end(doc, i, hi, "infinitive"), "infinitive"
        if "p:" in frames and "x" not in frames and doc.low[i] in verb.prepositions:
            return self.phrase(i + 1, hi, "preposition")
        if "i" in frames and verb.base == "call" and doc.low[i] in ("on", "for"):
            return self.phrase(i + 1, hi, "preposition")
        if "w" in frames and doc.low[i] in ("whether", "if", "how", "why", "what", "who", "where", "when"):
            return self.clause(i, hi, "question")
        return None

    def _open_frame(self, i: int, hi: int, verb: Verb, frames: frozenset[str]) -> tuple[int, int, str] | None:
        """Frames that begin with any noun phrase: a bare clause, a charge, what it is about."""
        if "b" in frames and self._bare_clause(i, hi, verb):
            return self.clause(self._skip_time(i, hi), hi, "bare")
        if "x" in frames and (charge := self._charge(i, hi, verb)) is not None:
            return charge
        if "o" in frames and self._object(i, hi, verb):
            return self.phrase(i, hi, "object")
        return None

    def _clause_that(self, i: int, hi: int) -> bool:
        return i + 2 < hi and self.doc.low[i + 1] not in (",", ".", "of")

    def _that_after_adjunct(self, i: int, hi: int, verb: Verb) -> int | None:
        """ "said Monday in a speech that", "told reporters that": the "that" past a few words with no verb."""
        if not verb.frames & {"t", "n"}:
            return None
        doc = self.doc
        start = i
        limit = min(hi, i + _LISTENER_REACH)
        allowed = (
            doc.low[i] in PREPOSITIONS
            or is_time(doc.low[i])
            or is_adverb(doc.low[i])
            or "n" in verb.frames
            or doc.low[i] == ","
        )
        if not allowed:
            return None
        while i < limit:
            if doc.quote[i] >= 0:
                return None
            if doc.low[i] == "that":
                return i if i > start and doc.low[i - 1] not in PREPOSITIONS else None
            if is_finite(doc, i) or (doc.low[i] in (".", ";", ":", "to") and doc.low[i] != "to"):
                return None
            i += 1
        return None

    def _after_listener(self, i: int, hi: int) -> tuple[int, int, str] | None:
        doc = self.doc
        if i >= hi or doc.quote[i] >= 0:
            return None
        listener: Range | None = (
            (i, i + 1)
            if doc.low[i] in ("him", "her", "them", "us", "me", "it", "you")
            else noun_phrase_right(doc, i, hi)
        )
        if listener is None:
            return None
        k = min(listener[1], hi)
        if doc.low[i] in ("him", "her", "them", "us", "me"):
            k = i + 1
        k = self._skip_time(k, hi)
        if k >= hi:
            return None
        if doc.low[k] == "to" and k + 1 < hi:
            return k, phrase_end(doc, k, hi, "infinitive"), "infinitive"
        if doc.low[k] in (
            "he",
            "she",
            "they",
            "it",
            "there",
            "the",
            "his",
            "her",
            "we",
            "i",
            "how",
            "what",
            "why",
            "whether",
            "if",
        ):
            return self.clause(k, hi, "bare")
        if doc.low[k] in ("about", "of"):
            return self.phrase(k + 1, hi, "preposition")
        return None

    def _skip_time(self, i: int, hi: int) -> int:
        doc = self.doc
        k = i
        while (
            k < hi
            and k - i < 6
            and (is_time(doc.low[k]) or (doc.low[k] == "on" and k + 1 < hi and is_time(doc.low[k + 1])))
        ):
            k += 1
        return k if k < hi and k - i < 6 else i

    def _bare_clause(self, i: int, hi: int, verb: Verb) -> bool:
        doc = self.doc
        i = self._skip_time(i, hi)
        if i >= hi:
            return False
        word = doc.low[i]
        if doc.quote[i] >= 0 or not (word[0].isalnum() or word in ("$", "#", "@")):
            return False
        if word in _NO_SUBJECT or word in AUXILIARIES or word.endswith("n't"):
            return False
        if word in SUBJECT_PRONOUNS - {"it", "who"} or word == "there":
            return True
        for k in range(i + 1, min(hi, i + 25)):
            if doc.quote[k] >= 0:
                if doc.quote[k] != doc.quote[k - 1] and self._begins_with_verb(k, hi):
                    return True
                continue
            if doc.low[k] in (".", ";", ":"):
                return False
            if is_finite(doc, k) or doc.low[k].endswith("n't"):
                return True
        if verb.base == "say":
            return word not in PREPOSITIONS and word not in CONJUNCTIONS and hi - i > 3 and not is_adverb(word)
        return False

    def _begins_with_verb(self, k: int, hi: int) -> bool:
        """ "says the device “does what the big ones do”": the verb of the clause is the first word in marks."""
        if k + 1 >= hi:
            return False
        word = self.doc.low[k + 1]
        return word in AUXILIARIES or word in PLAIN_PAST or (word.endswith(("s", "ed")) and not word.endswith("ss"))

    def _charge(self, i: int, hi: int, verb: Verb) -> tuple[int, int, str] | None:
        """ "accused X of", "charged X with": the accused belongs to what is said."""
        doc = self.doc
        for k in range(i + 1, min(hi, i + 12)):
            if doc.low[k] in verb.prepositions:
                return i, phrase_end(doc, i, hi, "object"), "object"
        return None

    def _object(self, i: int, hi: int, verb: Verb) -> bool:
        doc = self.doc
        word = doc.low[i]
        if doc.quote[i] >= 0:
            return verb.base in (
                "call",
                "describe",
                "label",
                "dub",
                "brand",
                "denounce",
                "dismiss",
                "cite",
                "mock",
                "decry",
            )
        if not word[0].isalnum() and word != "$":
            return False
        if word in PREPOSITIONS or word in CONJUNCTIONS or word in AUXILIARIES or is_time(word):
            return False
        return not (is_adverb(word) or word in SUBJECT_PRONOUNS - {"it", "you"})

    def clause(self, i: int, hi: int, frame: str) -> tuple[int, int, str] | None:
        """A clause from token ``i``: its range and ``frame``, or None if it is too short to say anything."""
        end = clause_end(self.doc, i, hi)
        return (i, end, frame) if end - i >= 2 else None

    def phrase(self, i: int, hi: int, frame: str) -> tuple[int, int, str] | None:
        """A noun phrase from token ``i``: its range and ``frame``."""
        if i >= hi:
            return None
        end = phrase_end(self.doc, i, hi, frame)
        return (i, end, frame) if end > i else None
