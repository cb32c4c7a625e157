"""Finds through which outlet words were relayed: "told al-Jazeera", "writing in the Financial Times"."""

from .attribution import Relay
from .clauses import Range
from .lexicon import OUTLET_WORDS, word_set
from .names import bare_words, is_name_token, name_span
from .tokens import Doc

_LINKS = word_set("in to by with for on told telling tells from via")


def outlet_at(doc: Doc, i: int, hi: int) -> tuple[Relay, int] | None:
    """The outlet whose name starts at token ``i`` (an article or an asterisk before it is passed over)."""
    while i < hi and doc.low[i] in ("the", "*", "_", "“", '"'):
        i += 1
    if i >= hi or not is_name_token(doc, i):
        return None
    j = i
    last = i
    while j < hi and (is_name_token(doc, j) or (doc.low[j] in ("of", "and", "&") and j + 1 < hi and doc.cap[j + 1])):
        j += 1
        last = j
    words = bare_words(doc, i, last)
    if not any(_outlet_word(word) for word in words):
        return None
    if (
        doc.low[i] in OUTLET_WORDS
        and len(words) == 1
        and doc.low[i] in ("post", "star", "express", "review", "standard", "agency", "register")
    ) and (i == 0 or doc.low[i - 1] not in ("the", "*")):
        return None
    span = name_span(doc, i, last)
    return Relay(" ".join(span.of(doc.text).split()), span), last


def _outlet_word(word: str) -> bool:
    return word in OUTLET_WORDS or word.endswith(("-jazeera", "-hayat", "-arabiya", ".com"))


def relays_between(doc: Doc, a: int, b: int) -> list[Relay]:
    """Outlets named after "in", "to", "by", "told" and the like within tokens [a, b), in order."""
    found: list[Relay] = []
    k = a
    while k < b - 1:
        if doc.low[k] in _LINKS:
            at = outlet_at(doc, k + 1, b)
            if at is not None:
                found.append(at[0])
                k = at[1]
                continue
        k += 1
    return found


def interview_in(doc: Doc, lo: int, hi: int) -> Range | None:
    """Token range of a sentence's "interview ..." or "press conference ..." up to ``hi``, or None."""
    for k in range(lo, hi):
        if doc.low[k] in ("interview", "interviewed", "op-ed", "column") and doc.quote[k] < 0:
            return k, hi
    return None
