"""Speakers that the layout names: headlines ("Name: ...") and signatures ("- Name"); for transcripts see ``turns``."""

from .drafts import Draft
from .lexicon import LABELS
from .names import is_name_token
from .tokens import Doc
from .turns import turns

__all__ = ["headline", "signature_after", "turns"]

_HEADLINE_WORDS = 18


def headline(doc: Doc) -> list[Draft]:
    """A headline of the shape "Minister: Taxes will fall" at the head of the text."""
    if not doc.paragraphs:
        return []
    a, b = doc.paragraphs[0]
    if b - a > _HEADLINE_WORDS + 6:
        return []
    for k in range(a + 1, min(b - 2, a + 5)):
        if doc.low[k] == ":" and doc.quote[k] < 0:
            last = b - 1 if doc.low[b - 1] == "." else b
            named = all(is_name_token(doc, i) for i in range(a, k)) and doc.low[a] not in LABELS
            if named and last - k > 3 and _has_verb(doc, k + 1, last):
                return [Draft([doc.span(k + 1, last)], (k, k + 1), (a, k), "indirect", "speech", k, "headline")]
    return []


def _has_verb(doc: Doc, a: int, b: int) -> bool:
    return any(
        doc.low[k]
        in ("is", "are", "was", "will", "won't", "would", "should", "must", "can", "has", "have", "not", "needs", "to")
        for k in range(a, b)
    )


def signature_after(doc: Doc, q: int) -> tuple[int, int] | None:
    """The name in "- Name" or "— Name, title" right after quotation ``q``, up to the paragraph's end."""
    b = doc.quote_tokens[q][1]
    if b + 1 >= len(doc) or doc.low[b] not in ("-", "–", "—", "--", "―"):
        return None
    paragraph = doc.paragraph[b]
    if paragraph - doc.paragraph[b - 1] > 1 or not is_name_token(doc, b + 1):
        return None
    end = doc.paragraphs[paragraph][1]
    k = b + 1
    while k < end and (is_name_token(doc, k) or doc.low[k] in ("de", "van", "von", "bin", ".", "of")):
        k += 1
    if k - b - 1 > 6 or end - k > 14 or (k < end and doc.low[k] not in (",", ".", "(")):
        return None
    return b + 1, k


# NEEDWORDS
