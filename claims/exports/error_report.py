"""The engine's error report: what editors rejected, as a table for a spreadsheet (RFC 4180)."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, cast

from claims.exports.wording import content_of, content_parts, joined
from claims.extraction.tokens import read
from sources.text.spans import Span

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from claims.models import Review

COLUMNS: Final = (
    "engine",
    "version",
    "reason",
    "note",
    "kind",
    "cue class",
    "confidence",
    "outlet",
    "headline",
    "content",
    "context",
    "editor",
    "decided at",
    "address",
)
# A spreadsheet takes a cell for a formula, or for an order to another program, when it begins with one of these; the
# wide ones are what an East Asian input method writes.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads “ as â€œ
_LONGEST_CONTENT: Final = 4_000  # characters of the text that the context is sought around
_AROUND: Final = 500  # characters at either side: an article may be one paragraph of a megabyte


def error_report(reviews: Iterable["Review"], address: Callable[[int], str]) -> Iterator[str]:
    """Yield the report line by line, a head first, then one line for each of ``reviews``, all of them rejected.

    Each review brings its candidate with run and parts, its version with text and outlet, and its editor.
    ``address`` makes the address of a review's page from its number. Cells that a spreadsheet would take for a formula
    begin with an apostrophe.
    """
    writer = csv.writer(cast("SupportsWrite[str]", _Line()))
    yield _BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for review in reviews:
        yield writer.writerow([harmless(cell) for cell in _cells(review, address)])


def harmless(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula: with an apostrophe before it where one would."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def context_of(text: str, content: Span) -> str:
    """Return the whole sentences in which ``content`` stands (code points into ``text``), on one line.

    Looks no further than _AROUND characters to either side, and no further than _LONGEST_CONTENT into the content.
    """
    offset = max(0, content.start - _AROUND)
    end = min(content.end, content.start + _LONGEST_CONTENT)
    doc = read(text[offset : end + _AROUND])
    if not len(doc):
        return ""
    last = len(doc) - 1
    first_sentence = doc.sentence[min(doc.token_at(content.start - offset), last)]
    last_sentence = doc.sentence[min(doc.token_at(end - offset - 1), last)]
    return " ".join(doc.words(doc.sentences[first_sentence][0], doc.sentences[last_sentence][1]).split())


def _cells(review: "Review", address: Callable[[int], str]) -> list[str]:
    candidate, version = review.candidate, review.version
    parts = candidate.parts.all()
    spans = [part.span for part in content_parts(parts)]
    passage = Span(min(span.start for span in spans), max(span.end for span in spans))
    outlet = version.document.outlet
    return [
        candidate.run.engine,
        candidate.run.engine_version,
        review.reject_reason,
        review.note,
        candidate.kind,
        candidate.cue_class,
        f"{candidate.confidence:.3f}",
        outlet.name if outlet else "",
        version.headline or version.document.locator,
        joined(content_of(parts)),
        context_of(version.text, passage),
        str(review.decided_by),
        review.decided_at.isoformat(timespec="seconds") if review.decided_at else "",
        address(review.pk),
    ]


class _Line:
    """What csv writes to: it hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
