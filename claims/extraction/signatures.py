"""The name that signs a quotation: "- Name", "— Name, title"."""

from .names import is_name_token
from .tokens import Doc


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
