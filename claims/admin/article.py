"""An article cut up for the page: paragraphs of segments, each with the marks that lie on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claims.models.choices import PartRole
from claims.services.items import Item
from sources.models import Version
from sources.text.spans import Span

MOST_SHOWN = 800  # paragraphs of one page; of a longer article those around the passage

ROLE_WORDS = {
    PartRole.CONTENT: "content",
    PartRole.CUE: "cue",
    PartRole.MENTION: "speaker",
    PartRole.RELAYER: "relayed by",
    PartRole.DATE: "date",
    PartRole.OCCASION: "occasion",
}
# What a screen reader says where the content of another item begins.
LOOK_WORDS = {
    "pending": "candidate, waiting",
    "accepted": "quotation, accepted",
    "disputed": "quotation, disputed",
    "anchor": "quotation, to be anchored anew",
    "withdrawn": "quotation, withdrawn",
}


@dataclass(frozen=True)
class Mark:
    """One passage to be shown: its place (code points), its style classes, its name, and the item it belongs to."""

    span: Span
    classes: str
    name: str
    item: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One block of the article as HTML; ``gap`` is the white space between it and the next one."""

    number: int
    kind: str
    start: int
    gap: str
    html: SafeString
    touched: bool


@dataclass(frozen=True)
class Article:
    """The paragraphs of a page; ``left_out`` counts those of a very long article that are not on it."""

    paragraphs: Sequence[Paragraph]
    left_out: int
    length: int

    @property
    def near(self) -> int:
        """The number of the first paragraph that the passages touch; the first one's where there are none."""
        return next((paragraph.number for paragraph in self.paragraphs if paragraph.touched), 1)


def marks_of(parts: Iterable[tuple[str, Span]]) -> list[Mark]:
    """Return a mark for each (role, span), named by its role and its number where the role has several."""
    placed = sorted(parts, key=lambda part: part[1])
    count = {role: sum(1 for other, _ in placed if other == role) for role, _ in placed}
    seen: dict[str, int] = {}
    marks = []
    for role, span in placed:
        seen[role] = seen.get(role, 0) + 1
        name = ROLE_WORDS.get(PartRole(role), role)
        marks.append(Mark(span, f"m-{role}", f"{name} {seen[role]}" if count[role] > 1 else name))
    return marks


def marks_of_items(items: Iterable[Item], *, but: str = "") -> list[Mark]:
    """Return the marks of the other items of the capture; what was rejected leaves none."""
    return [
        Mark(span, f"m-other s-{item.look}", LOOK_WORDS[item.look], item.key)
        for item in items
        if item.key != but and item.look in LOOK_WORDS
        for span in item.spans
    ]


def article_of(version: Version, marks: Sequence[Mark], others: Sequence[Mark] = ()) -> Article:
    """Cut ``version`` into paragraphs with ``marks`` on them; ``others`` are passages to be shown faintly."""
    shown = sorted([*marks, *others], key=lambda mark: mark.span)
    blocks = _blocks(version)
    own = [mark.span for mark in marks]
    touched = {
        place
        for place, (start, end, _) in enumerate(blocks)
        if any(span.start < end and start < span.end for span in own)
    }
    low = max(0, min(touched, default=0) - MOST_SHOWN // 2)
    high = min(len(blocks), low + MOST_SHOWN)
    paragraphs = [
        Paragraph(
            number=place + 1,
            kind=blocks[place][2],
            start=blocks[place][0],
            gap=version.text[blocks[place][1] : blocks[place + 1][0]] if place + 1 < len(blocks) else "",
            html=_html(version.text, *blocks[place][:2], shown),
            touched=place in touched,
        )
        for place in range(low, high)
    ]
    return Article(paragraphs, left_out=len(blocks) - len(paragraphs), length=len(version.text))


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


def _html(text: str, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    """Return one paragraph as HTML, as article.js draws it; a template would take ten times as long."""
    here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    edges = {start, end}
    for mark in here:
        edges.update((max(start, mark.span.start), min(end, mark.span.end)))
    pieces = []
    for low, high in pairwise(sorted(edges)):
        leaf = f'<span data-leaf="{low}">{escape(text[low:high])}</span>'
        on = [mark for mark in here if mark.span.start < high and low < mark.span.end]
        pieces.append(_marked(leaf, on, start, low) if on else leaf)
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped above


def _marked(leaf: str, on: Sequence[Mark], paragraph: int, low: int) -> str:
    classes = " ".join(dict.fromkeys(name for mark in on for name in mark.classes.split()))
    begins = [mark for mark in on if mark.name and max(mark.span.start, paragraph) == low]
    items = " ".join(dict.fromkeys(mark.item for mark in on if mark.item))
    spoken = "".join(f'<span class="or-hidden">{escape(mark.name)}: </span>' for mark in begins)
    own = next((mark for mark in begins if not mark.item), None)
    return (
        f'<mark class="m {classes}{" m-begins" if own else ""}"'
        + (f' data-name="{escape(own.name)}"' if own else "")
        + (f' data-items="{escape(items)}"' if items else "")
        + f">{spoken}{leaf}</mark>"
    )
