"""Which quotations and candidates the changes between two versions touch, and whether their words still stand."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from claims.admin.words import content_words, guessed_speakers, quoted_speakers
from claims.exports.wording import content_of, content_parts
from claims.models import CandidatePart, Quote, QuotePart, Review
from sources.models import Version
from sources.text.comparison import Comparison, Paragraph
from sources.text.spans import Span
from sources.text.standing import stand_in
from tracker.core.models import User

Part: TypeAlias = CandidatePart | QuotePart

MOST: Final = 1_000  # quotations, and candidates, of two versions that are looked at
_MOST_READ: Final = 20_000_000  # characters gone through to judge them; a second or two


@dataclass(frozen=True)
class Touched:
    """One quotation on record or candidate that waits, with words in a passage that changed.

    ``stands`` tells whether its words stand in the other version; None where the article is too long to tell of all.
    ``change`` is the number of the first change that touches it.
    """

    version: Version
    row: Quote | Review
    words: str
    speaker: str
    stands: bool | None
    change: int

    @property
    def sort(self) -> Literal["quote", "review"]:
        """What it is, as the admin's addresses call it."""
        return "quote" if isinstance(self.row, Quote) else "review"


def touched(comparison: Comparison, old: Version, new: Version, *, by: User) -> list[Touched]:
    """Return what the changes touch in either version, as far as ``by`` may see it, in reading order.

    Whatever the number of quotations, the number of statements is the same.
    """
    rows: list[Quote | Review] = []
    if by.has_perm("claims.view_quote"):
        rows += (
            Quote.objects.whole().on_record().filter(version__in=[old, new]).order_by("version", "start", "pk")[:MOST]
        )
    if by.has_perm("claims.view_review"):
        rows += Review.objects.whole().pending().filter(version__in=[old, new]).in_reading_order()[:MOST]
    places = {old.pk: _Places(comparison, old, new), new.pk: _Places(comparison, new, old)}
    return [found for row in rows if (found := places[row.version_id].judged(row))]


class _Places:
    """The passages of one version that differ from the other one."""

    def __init__(self, comparison: Comparison, version: Version, other: Version) -> None:
        self._version, self._other = version, other
        self._is_old = version.number < other.number
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._numbers: list[int] = []
        self._page = ""
        self._left = _MOST_READ
        number = end = 0
        for row in comparison.rows:
            own: Sequence[Paragraph] = row.old if self._is_old else row.new
            number += row.state != "same"
            if row.state != "same":
                # Where only the other side has something, it stands between two characters of this one.
                self._starts.append(own[0].start if own else end)
                self._ends.append(own[-1].end if own else end)
                self._numbers.append(number)
            end = own[-1].end if own else end

    def judged(self, row: Quote | Review) -> Touched | None:
        """Return what is to be told of ``row``; None if no change touches its content."""
        parts: Iterable[Part] = row.parts.all() if isinstance(row, Quote) else row.candidate.parts.all()
        content = content_parts(parts)
        change = min(filter(None, (self._change(part.span.span) for part in content)), default=0)
        if not change:
            return None
        kind = row.kind if isinstance(row, Quote) else row.candidate.kind
        return Touched(
            version=self._version,
            row=row,
            words=content_words(kind, content, most=160),
            speaker=quoted_speakers(row) if isinstance(row, Quote) else guessed_speakers(row.candidate),
            stands=self._stands(content_of(content)),
            change=change,
        )

    def _change(self, span: Span) -> int:
        """Return the number of the first change that overlaps ``span``, or lies within it; 0 if none does."""
        place = bisect_right(self._ends, span.start)
        touches = place < len(self._starts) and self._starts[place] < span.end
        return self._numbers[place] if touches else 0

    def _stands(self, passages: Sequence[str]) -> bool | None:
        """Tell whether ``passages`` stand in the other version; what is nowhere on its page is soon found out."""
        self._page = self._page or " ".join(self._other.text.split())
        if any(" ".join(passage.split()) not in self._page for passage in passages):
            return False
        self._left -= len(self._other.text)
        return stand_in(passages, self._other.text) if self._left >= 0 else None
