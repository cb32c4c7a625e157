"""The noun phrase that starts at a token, read rightwards: whom "said ..." or "according to ..." names."""

from .clauses import Range, is_adverb, is_finite, is_time, is_word
from .lexicon import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS, word_set
from .tokens import Doc
from .verbs import reporting_verb

_LONGEST = 30  # tokens
_INNER_MARKS = frozenset("&'’#@*")
_LINKS = word_set("of for and from at with")
_MONTH_NAMES = word_set("may march august april june this")  # months that are names as well


def noun_phrase_right(doc: Doc, i: int, hi: int, *, closed: bool = False) -> Range | None:
    """The noun phrase that starts at token ``i``, with one apposition that begins with an article.

    With ``closed`` an apposition counts only if a comma ends it.
    """
    if i + 1 < hi and doc.low[i] == "@" and doc.starts[i + 1] == doc.ends[i]:
        return i, i + 2
    if i >= hi or doc.quote[i] >= 0 or not is_word(doc, i):
        return None
    if doc.low[i] in SUBJECT_PRONOUNS:
        return i, i + 1
    if _closed_class(doc.low[i]) or (is_time(doc.low[i]) and doc.low[i] not in _MONTH_NAMES):
        return None
    end = i
    while end < hi and end - i < _LONGEST:
        after = _step(doc, end, i, hi)
        if after is None:
            break
        end = after
    while end > i and (doc.low[end - 1] in _LINKS or doc.low[end - 1] in ("the", "a")):
        end -= 1
    if end == i:
        return None
    stop = _named_role(doc, i, end, hi) or _apposition(doc, end, hi)
    return i, (end if closed and (stop >= hi or doc.low[stop] != ",") else stop)


def _closed_class(word: str) -> bool:
    return word in PREPOSITIONS or word in CONJUNCTIONS or word in AUXILIARIES or is_adverb(word)


def _step(doc: Doc, k: int, a: int, hi: int) -> int | None:
    """The token after ``k`` if ``k`` still belongs to the phrase that starts at ``a``."""
    word = doc.low[k]
    if word == "(":
        return next((n + 1 for n in range(k, min(hi, k + 9)) if doc.low[n] == ")"), None)
    if word == ".":
        return k + 1 if doc.ends[k - 1] == doc.starts[k] and k + 1 < hi else None
    if word in _INNER_MARKS or word == "of":
        return k + 1
    if word == "/":  # "9/11 widow"
        return k + 1 if doc.ends[k - 1] == doc.starts[k] else None
    if word in _LINKS:
        return k + 1 if k + 1 < hi and (doc.cap[k + 1] or doc.low[k + 1] in DETERMINERS) else None
    if not is_word(doc, k) or _closed_class(word) or word in SUBJECT_PRONOUNS or (is_time(word) and k > a):
        return None
    if (
        k > a
        and not doc.cap[k]
        and (is_finite(doc, k) or (word.endswith("ing") and doc.low[k - 1] not in ("the", "a", "an")))
    ):
        return None
    return k + 1


def _tells_more(doc: Doc, i: int, hi: int) -> bool:
    """A relative clause that itself reports: ", who emphasized that ..."."""
    if doc.low[i] != "who":
        return False
    return any((verb := reporting_verb(doc.low[k])) and "t" in verb.frames for k in range(i + 1, min(hi, i + 3)))


def _named_role(doc: Doc, a: int, i: int, hi: int) -> int | None:
    """ "the chief steward, Hanneke Bloom": where the name ends that follows a role and a pause."""
    if (
        (doc.cap[a] and doc.low[a] not in DETERMINERS and doc.cap[i - 1])
        or i + 1 >= hi
        or doc.low[i] != ","
        or not doc.cap[i + 1]
    ):
        return None
    k = i + 1
    while k < hi and k - i < 7 and is_word(doc, k) and doc.quote[k] < 0 and (doc.cap[k] or k > i + 1):
        if not doc.cap[k] and not (k + 1 < hi and doc.cap[k + 1] and len(doc.low[k]) < 4):
            break
        k += 1
    return k if k - i > 1 and (k >= hi or doc.low[k] in (",", ".", ";", ":")) and not is_time(doc.low[i + 1]) else None


def _apposition(doc: Doc, i: int, hi: int) -> int:
    if (
        i + 1 < hi
        and doc.low[i] == ","
        and (doc.low[i + 1] in ("a", "an", "the", "who", "whose") or doc.low[i + 1].isdigit())
        and not _tells_more(doc, i + 1, hi)
    ):
        k = i + 1
        while k < hi and k - i < 22 and doc.low[k] not in (",", ";", "—", "–", ":") and doc.quote[k] < 0:
            if doc.low[k] == "." and k + 1 >= hi:
                break
            k += 1
        if k >= hi or doc.low[k] in (",", ".", ";"):
            return min(k, hi)
    return i
