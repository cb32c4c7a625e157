"""What the layout tells of speakers: transcripts, posts and blocks, headlines ("Name: ..."), signatures ("- Name")."""

from .blocks import blocks
from .drafts import Draft
from .lexicon import LABELS
from .names import is_name_token
from .questions import unlabelled
from .signatures import signature_after
from .tokens import Doc
from .turns import turns as transcript

__all__ = ["headline", "signature_after", "turns"]

_HEADLINE_WORDS = 18


def turns(doc: Doc) -> list[Draft]:
    """Statements that are whole paragraphs: turns of a transcript, posts, and blocks that a colon leads into."""
    spoken = transcript(doc) or unlabelled(doc)
    covered = {doc.paragraph[d.anchor] for d in spoken}
    covered.update(doc.paragraph[doc.token_at(s.start)] for d in spoken for s in d.content)
    drafts = [*spoken, *(d for d in blocks(doc, covered))]
    drafts.sort(key=lambda d: d.start)
    return drafts


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
