"""What a comparison of two texts says: rows of paragraphs side by side, each of pieces in one state."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

PieceState: TypeAlias = Literal["same", "removed", "added", "gone"]
RowState: TypeAlias = Literal["same", "changed", "recut", "removed", "added", "left", "arrived"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters in one state. ``start`` is its offset in code points in the text that it is of.

    ``same`` is on both sides (white space may differ), ``removed`` of the old text only, ``added`` of the new one only;
    ``gone`` repeats within the new text what was removed there, for a page that shows both in one column.
    """

    state: PieceState
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a text. ``number`` counts from 1, ``gap`` is the white space between the block before and this one.

    ``pieces`` joined, without those that are ``gone``, are ``text[start:end]``.
    """

    number: int
    kind: str
    start: int
    end: int
    gap: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The paragraph's own characters."""
        return "".join(piece.text for piece in self.pieces if piece.state != "gone")


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong side by side.

    ``recut`` has the same words, parted otherwise into paragraphs; ``left`` is a paragraph of the old text that the
    new one has elsewhere, ``arrived`` its counterpart, and ``elsewhere`` the number of the paragraph on the other side.
    ``coarse`` says that the words were not compared one by one, ``alike`` that old and new look the same although
    their characters differ.
    """

    state: RowState
    old: tuple[Paragraph, ...] = ()
    new: tuple[Paragraph, ...] = ()
    elsewhere: int = 0
    coarse: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How much changed: paragraphs of each fate, and words."""

    changed: int
    recut: int
    removed: int
    added: int
    moved: int
    words_common: int
    words_removed: int
    words_added: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side: rows in the order of both, and the white space at the end of either."""

    rows: tuple[Row, ...]
    old_tail: str
    new_tail: str
    counts: Counts

    @property
    def differs(self) -> bool:
        """Whether anything but white space differs."""
        return any(row.state != "same" for row in self.rows)
