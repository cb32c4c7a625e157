"""How the words of a statement are written out, so that no one mistakes a reporter's words for a speaker's."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from claims.models import CandidatePart, QuotePart

Part = TypeVar("Part", bound="CandidatePart | QuotePart")

OMISSION: Final = " [...] "
_MARKS: Final = '“”„‟"«»‘’‚‛‹›「」『』'


def content_parts(parts: Iterable[Part]) -> list[Part]:
    """Return the passages of the content, in their order."""
    return sorted((part for part in parts if part.role == "content"), key=lambda part: part.position)


def content_of(parts: "Iterable[CandidatePart | QuotePart]") -> list[str]:
    """Return the words of the content's passages, in their order."""
    return [part.span.text for part in content_parts(parts)]


def joined(passages: Sequence[str]) -> str:
    """Return the passages of one statement in order, with [...] where the article's own words stood between them."""
    return OMISSION.join(" ".join(passage.split()) for passage in passages)


def displayed(kind: str, passages: Sequence[str]) -> str:
    """Return the statement as it may be printed: quotation marks around a direct one, and around no other.

    A mixed statement holds the marks of its article inside; an indirect one is the reporter's words. A direct one
    whose passages were marked together with their quotation marks keeps those and gets no second pair.
    """
    words = joined(passages)
    if kind != "direct" or (words[:1] in _MARKS and words[-1:] in _MARKS):
        return words
    return f"“{words}”"
