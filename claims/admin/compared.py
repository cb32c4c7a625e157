"""A comparison of two versions written out for the page: changes in sight, what did not change folded away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sources.text.comparison import Comparison, Paragraph, Piece, Row

_CONTEXT: Final = 1  # unchanged paragraphs that stay in sight on either side of a change
_MOST_FOLDED: Final = 300  # paragraphs in one fold
_MOST_CHARACTERS: Final = 1_000_000  # of one page, the marks around the words among them
_OF_A_ROW: Final = 600  # characters of marks
_OF_A_PIECE: Final = 150
_LONGEST_SAME: Final = 1_600  # characters without a change, within a changed paragraph
_LONGEST: Final = 40_000  # characters of a piece that differs
# The tag, what a screen reader says, and the sign in sight, which no line end parts from the words (a word joiner).
_FORMS: Final = {
    "removed": ("del", "removed", "−\u2060"),
    "gone": ("del", "removed", "−\u2060"),
    "added": ("ins", "added", "+\u2060"),
}


@dataclass(frozen=True)
class ShownRow:
    """One row of the page; ``old`` and ``new`` are its paragraphs as HTML, empty where a side has none.

    ``change`` counts the changes from 1 and is 0 where nothing changed; ``counterpart`` is the change that a moved
    paragraph has in its other place.
    """

    state: str
    change: int
    told: str
    notes: Sequence[str]
    old: SafeString
    new: SafeString
    counterpart: int = 0

    @property
    def paired(self) -> bool:
        """Whether both sides have something, so that one column can show both in one."""
        return bool(self.old and self.new)


@dataclass(frozen=True)
class Fold:
    """Unchanged paragraphs that the page folds away; ``left_out`` of them are not on it at all."""

    rows: Sequence[ShownRow]
    told: str
    left_out: int


@dataclass(frozen=True)
class Shown:
    """All that the page shows, in reading order; ``left_out`` counts the changes that it has no room for."""

    parts: Sequence[ShownRow | Fold]
    changes: int
    left_out: int


class _Room:
    """How many characters the page still has room for."""

    def __init__(self) -> None:
        self.left = _MOST_CHARACTERS


def shown(comparison: Comparison) -> Shown:
    """Write ``comparison`` out. A page has an end: a comparison too long for it is cut, and says so."""
    numbered = list(_numbered(comparison.rows))
    met = {row.old[0].number: change for row, change in numbered if row.state == "left"}
    came = {row.new[0].number: change for row, change in numbered if row.state == "arrived"}
    room = _Room()
    parts: list[ShownRow | Fold] = []
    left_out = 0
    for same, run in groupby(numbered, key=lambda pair: pair[0].state == "same"):
        rows = list(run)
        if same:
            parts += _unchanged([row for row, _ in rows], room, first=not parts, last=rows[-1] is numbered[-1])
            continue
        for row, change in rows:
            if room.left <= 0:
                left_out += 1
            else:
                other = came if row.state == "left" else met
                parts.append(_row(row, change, room, counterpart=other.get(row.elsewhere, 0)))
    return Shown(parts, changes=sum(change > 0 for _, change in numbered), left_out=left_out)


def _numbered(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    change = 0
    for row in rows:
        change += row.state != "same"
        yield row, change if row.state != "same" else 0


def _unchanged(rows: Sequence[Row], room: _Room, *, first: bool, last: bool) -> list[ShownRow | Fold]:
    """Fold all but the paragraphs next to a change; a single one is not worth a fold."""
    head = 0 if first else _CONTEXT
    tail = 0 if last else _CONTEXT
    if len(rows) <= head + tail + 1:
        return [_row(row, 0, room) for row in rows]
    folded = rows[head : len(rows) - tail]
    inside = []
    for row in folded[:_MOST_FOLDED]:
        if room.left <= 0:
            break
        inside.append(_row(row, 0, room))
    fold = Fold(inside, f"{len(folded):,} paragraphs without a change", len(folded) - len(inside))
    before, after = rows[:head], rows[len(rows) - tail :]
    return [*(_row(row, 0, room) for row in before), fold, *(_row(row, 0, room) for row in after)]


def _row(row: Row, change: int, room: _Room, *, counterpart: int = 0) -> ShownRow:
    room.left -= _OF_A_ROW
    notes = []
    if row.coarse:
        notes.append(
            "Too long, or changed in too many places, to be compared word by word: "
            "all between the first and the last difference is marked."
        )
    if row.alike:
        notes.append(
            "Both look the same. They differ in characters that do not show, "
            "such as an accent written another way or a mark without width."
        )
    return ShownRow(
        state=row.state,
        change=change,
        told=_told(row),
        notes=notes,
        old=_html(row.old, room),
        new=_html(row.new, room),
        counterpart=counterpart,
    )


def _told(row: Row) -> str:
    """Return in words what became of the paragraphs of ``row``."""
    old, new = _numbers(row.old), _numbers(row.new)
    changed = any(piece.state != "same" for paragraph in (*row.old, *row.new) for piece in paragraph.pieces)
    also = ", and changed" if changed else ""
    return {
        "same": "",
        "changed": f"{old} changed",
        "recut": f"Same words: {old[0].lower()}{old[1:]} became {new[0].lower()}{new[1:]}" if old and new else "",
        "removed": f"{old} removed",
        "added": f"{new} added",
        "left": f"{old} moved to {row.elsewhere}{also}",
        "arrived": f"{new} moved here from {row.elsewhere}{also}",
    }[row.state]


def _numbers(paragraphs: Sequence[Paragraph]) -> str:
    if not paragraphs:
        return ""
    first, last = paragraphs[0].number, paragraphs[-1].number
    return f"Paragraph {first}" if first == last else f"Paragraphs {first} to {last}"


def _html(paragraphs: Sequence[Paragraph], room: _Room) -> SafeString:
    html = []
    for paragraph in paragraphs:
        whole = len(paragraph.pieces) == 1
        pieces = "".join(_piece(piece, room, whole=whole) for piece in paragraph.pieces)
        html.append(
            f'<p class="cmp-p cmp-p-{escape(paragraph.kind)}" dir="auto">'
            f'<span class="cmp-number" dir="ltr" aria-hidden="true">{paragraph.number}</span>{pieces}</p>'
        )
    return mark_safe("".join(html))  # noqa: S308 - every piece is escaped in _piece


def _piece(piece: Piece, room: _Room, *, whole: bool) -> str:
    room.left -= len(piece.text) + _OF_A_PIECE
    if piece.state == "same":
        return _shortened(piece.text, _LONGEST if whole else _LONGEST_SAME)
    tag, said, sign = _FORMS[piece.state]
    text, core = piece.text, piece.text.strip()
    # White space around the words stays outside of the mark, except that of words which the page may not show at all.
    at = text.index(core) if core and piece.state != "gone" else 0
    words = core if core and piece.state != "gone" else text
    # The words for a screen reader have a direction of their own, so that they do not decide that of the paragraph.
    return (
        f'{text[:at]}<{tag} class="cmp-{piece.state}{" cmp-whole" if whole else ""}">'
        f'<span class="or-hidden" dir="ltr">{said}: </span><b aria-hidden="true">{sign}</b>'
        f"<span>{_shortened(words, _LONGEST)}</span></{tag}>{text[at + len(words) :]}"
    )


def _shortened(text: str, longest: int) -> str:
    """Return ``text`` as HTML; of a longer one only the ends, with the number of characters that are left out."""
    if len(text) <= longest:
        return escape(text)
    head, tail = text[: longest // 2], text[len(text) - longest // 4 :]
    left = len(text) - len(head) - len(tail)
    return f'{escape(head)}<span class="cmp-left-out" dir="ltr">[{left:,} characters not shown]</span>{escape(tail)}'
