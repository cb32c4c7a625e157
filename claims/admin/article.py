"""An article cut up for the page: paragraphs of segments, each with the marks that lie on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.models.choices import PartRole
from sources.models import Version
from sources.text.spans import Span

CONTEXT = 2  # paragraphs that always stand around the passages
MOST_FOLDED = 400  # paragraphs shown on either side; a longer article is read on its own page

ROLE_WORDS = {
    PartRole.CONTENT: "content",
    PartRole.CUE: "cue",
    PartRole.MENTION: "speaker",
    PartRole.RELAYER: "relayed by",
    PartRole.DATE: "date",
    PartRole.OCCASION: "occasion",
}


@dataclass(frozen=True)
class Mark:
    """One passage to be shown: its place (code points), its role, and the name that a screen reader says."""

    span: Span
    role: str
    name: str


@dataclass(frozen=True)
class Segment:
    """A run of characters under the same marks. ``begins`` names the marks that start here."""

    start: int
    text: str
    roles: tuple[str, ...]
    begins: tuple[Mark, ...]

    @property
    def classes(self) -> str:
        """The style classes of the marks on it."""
        return " ".join(f"m-{role}" for role in self.roles)


@dataclass(frozen=True)
class Paragraph:
    """One block of the article; ``gap`` is the white space between it and the next one."""

    number: int
    kind: str
    start: int
    gap: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Article:
    """The paragraphs around the passages, and those before and after, which the page folds away."""

    before: Sequence[Paragraph]
    near: Sequence[Paragraph]
    after: Sequence[Paragraph]
    left_out: int


def marks_of(parts: Iterable[tuple[str, Span]]) -> list[Mark]:
    """Return a mark for each (role, span), named by its role and its number where the role has several."""
    placed = sorted(parts, key=lambda part: part[1])
    count = {role: sum(1 for other, _ in placed if other == role) for role, _ in placed}
    seen: dict[str, int] = {}
    marks = []
    for role, span in placed:
        seen[role] = seen.get(role, 0) + 1
        name = ROLE_WORDS.get(PartRole(role), role)
        marks.append(Mark(span, str(role), f"{name} {seen[role]}" if count[role] > 1 else name))
    return marks


def article_of(version: Version, marks: Sequence[Mark], others: Iterable[Span] = ()) -> Article:
    """Cut ``version`` into paragraphs with ``marks`` on them; ``others`` are passages to be shown faintly."""
    shown = [*marks, *(Mark(span, "other", "") for span in others)]
    blocks = _blocks(version)
    touched = [
        place
        for place, (start, end, _) in enumerate(blocks)
        if any(mark.span.start < end and start < mark.span.end for mark in marks)
    ]
    first = max(0, min(touched, default=0) - CONTEXT)
    last = min(len(blocks), max(touched, default=len(blocks)) + CONTEXT + 1)
    low, high = max(0, first - MOST_FOLDED), min(len(blocks), last + MOST_FOLDED)
    paragraphs = [
        Paragraph(
            number=place + 1,
            kind=blocks[place][2],
            start=blocks[place][0],
            gap=version.text[blocks[place][1] : blocks[place + 1][0]] if place + 1 < len(blocks) else "",
            segments=tuple(_segments(version.text, *blocks[place][:2], shown)),
        )
        for place in range(low, high)
    ]
    return Article(
        before=paragraphs[: first - low],
        near=paragraphs[first - low : last - low],
        after=paragraphs[last - low :],
        left_out=len(blocks) - (high - low),
    )


def _blocks(version: Version) -> list[tuple[int, int, str]]:
    """Return the version's blocks, with any words that lie between two of them as blocks of their own."""
    text, blocks, end = version.text, [], 0
    for block_start, block_end, kind in [*version.blocks, [len(version.text), len(version.text), ""]]:
        between = text[end:block_start]
        if between.strip():
            lead = len(between) - len(between.lstrip())
            blocks.append((end + lead, end + len(between.rstrip()), "paragraph"))
        if block_start < block_end:
            blocks.append((block_start, block_end, str(kind)))
        end = max(end, block_end)
    return blocks


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[Segment]:
    here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    edges = {start, end}
    for mark in here:
        edges.update((max(start, mark.span.start), min(end, mark.span.end)))
    cuts = sorted(edges)
    for low, high in pairwise(cuts):
        on = [mark for mark in here if mark.span.start < high and low < mark.span.end]
        yield Segment(
            start=low,
            text=text[low:high],
            roles=tuple(dict.fromkeys(mark.role for mark in on)),
            begins=tuple(mark for mark in on if mark.name and max(mark.span.start, start) == low),
        )
