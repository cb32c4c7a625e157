"""The name that signs a quotation: "- Name", "— Name, title", or the name alone."""

from .clauses import is_finite
from .lexicon import FUNCTION_WORDS
from .names import is_name_token
from .tokens import Doc
from .verbs import reporting_verb

_LONGEST_LINE = 16  # tokens from a quotation to the end of its paragraph


def plain_signature(doc: Doc, q: int) -> tuple[int, int] | None:
    """The name right after a quotation that ends its sentence, where no verb follows: "“...” Ann Lee, in a letter."."""
    b = doc.quote_tokens[q][1]
    part = doc.quotations[q].parts[-1]
    if b >= len(doc) or doc.paragraph[b] != doc.paragraph[b - 1] or doc.text[part.end - 1] not in ".?!…":
        return None
    end = doc.paragraphs[doc.paragraph[b]][1]
    if end - b > _LONGEST_LINE or any(doc.quote[k] >= 0 for k in range(b, end)):
        return None
    k = b
    while k < end and is_name_token(doc, k) and doc.low[k] not in FUNCTION_WORDS:
        k += 1
    if k - b < 2 or (k < end and doc.low[k] not in (",", ".", "(")):
        return None
    told = any(is_finite(doc, n) or reporting_verb(doc.low[n]) is not None for n in range(b, end))
    return None if told else (b, k)


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
