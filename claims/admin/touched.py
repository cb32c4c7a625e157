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


def touched(comparison: Comparison, old: Version, new: Version, *, by: User) -> tuple[list[Touched], bool]:
    """Return what the changes touch in either version, as far as ``by`` may see it, in reading order.

    The second value tells whether there are more than MOST quotations or candidates, so that some were not looked at.
    Whatever their number, that of the statements is the same.
    """
    both = [old, new]
    quotes = Quote.objects.whole().on_record().filter(version__in=both).order_by("version", "start", "pk")
    reviews = Review.objects.whole().pending().filter(version__in=both).in_reading_order()
    lists: list[list[Quote] | list[Review]] = []
    if by.has_perm("claims.view_quote"):
        lists.append(list(quotes[: MOST + 1]))
    if by.has_perm("claims.view_review"):
        lists.append(list(reviews[: MOST + 1]))
    places = {old.pk: _Places(comparison, old, new), new.pk: _Places(comparison, new, old)}
    found = (places[row.version_id].judged(row) for rows in lists for row in rows[:MOST])
    return [one for one in found if one], any(len(rows) > MOST for rows in lists)


class _Places:
    """The passages of one version that differ from the other one."""

    def __init__(self, comparison: Comparison, version: Version, other: Version) -> None:
        self._version, self._other = version, other
        self._is_old = version.number < other.number
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._numbers: list[int] = []
        self._beside: dict[int, str] = {}
        self._page = ""
        self._left = _MOST_READ
        number = end = 0
        for row in comparison.rows:
            own, others = (row.old, row.new) if self._is_old else (row.new, row.old)
            number += row.state != "same"
            if row.state != "same":
                self._beside[number] = _alone(other.text, others)
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
            stands=self._stands(content_of(content), change),
            change=change,
        )

    def _change(self, span: Span) -> int:
        """Return the number of the first change that overlaps ``span``, or lies within it; 0 if none does."""
        place = bisect_right(self._ends, span.start)
        touches = place < len(self._starts) and self._starts[place] < span.end
        return self._numbers[place] if touches else 0

    def _stands(self, passages: Sequence[str], change: int) -> bool | None:
        """Tell whether ``passages`` stand in the other version; None where that would take too long.

        What is nowhere on its page is soon found out, and so is what stands right beside, as most of it does.
        """
        self._page = self._page or " ".join(self._other.text.split())
        if any(" ".join(passage.split()) not in self._page for passage in passages):
            return False
        if stand_in(passages, self._beside[change]):
            return True
        self._left -= len(self._other.text)
        return stand_in(passages, self._other.text) if self._left >= 0 else None


def _alone(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """Return the words of ``paragraphs``; nothing if no white space parts them from others: a word might be cut."""
    if not paragraphs:
        return ""
    start, end = paragraphs[0].start, paragraphs[-1].end
    return "" if text[max(0, start - 1) : start].strip() or text[end : end + 1].strip() else text[start:end]
