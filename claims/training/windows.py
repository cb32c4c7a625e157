"""What the tagger learns from: windows of pieces with the tags of every word, and of every word seen from each cue."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.extraction.evaluation.corpus import Article
from claims.extraction.evaluation.words import trimmed
from claims.extraction.learned.pieces import Pieces, Reader
from claims.extraction.learned.shape import PAIR_TAGS, TAGS
from claims.extraction.tokens import read

Ints = NDArray[np.int64]
IGNORED = -100  # torch's sign for "no label here"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article in pieces, its tags, and for each attribution its cue and the spans that belong to it, in pieces."""

    pieces: Pieces
    tags: Ints
    cues: list[tuple[int, int]]
    pairs: list[Ints]  # one row of PAIR_TAGS an attribution, over all pieces


def label(article: Article, reader: Reader) -> Labelled:
    """Cut ``article`` into pieces and label them; pieces that begin no word get IGNORED."""
    pieces = reader.read(read(article.text))
    tags = np.where(pieces.first, 0, IGNORED)
    cues: list[tuple[int, int]] = []
    pairs: list[Ints] = []
    for gold in article.gold:
        row = np.where(pieces.first, 0, IGNORED)
        for role in ("content", "source", "cue"):
            for span in trimmed(article.text, getattr(gold, role)):
                a, b = _range(pieces, span)
                if a == b:
                    continue
                _mark(tags, pieces.first, a, b, TAGS.index(f"B-{role}"))
                if role == "cue":
                    cues.append((a, b))
                    pairs.append(row)
                else:
                    _mark(row, pieces.first, a, b, PAIR_TAGS.index(f"B-{role}"))
    return Labelled(pieces, tags, cues, pairs)


def _range(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int]:
    a = int(np.searchsorted(pieces.ends, span[0], side="right"))
    b = int(np.searchsorted(pieces.starts, span[1], side="left"))
    return a, max(a, b)


def _mark(row: Ints, first: NDArray[np.bool_], a: int, b: int, begin: int) -> None:
    heads = np.flatnonzero(first[a:b]) + a
    if len(heads):
        row[heads] = begin + 1
        row[heads[0]] = begin


def cut(length: int, size: int, shift: int) -> list[tuple[int, int]]:
    """Windows of ``size`` pieces over ``length``, the first cut short by ``shift`` so that borders fall elsewhere."""
    borders = [0, *range(shift or size, length, size), length]
    return [(a, b) for a, b in pairwise(borders) if a < b]


def stack(parts: Sequence[tuple[Labelled, int, int]], size: int) -> dict[str, Ints]:
    """A batch: ids, signs, mask and tags, each [windows, size], padded."""
    batch = {key: np.zeros((len(parts), size), dtype=np.int64) for key in ("ids", "signs", "mask")}
    batch["tags"] = np.full((len(parts), size), IGNORED, dtype=np.int64)
    for n, (article, a, b) in enumerate(parts):
        width = b - a
        batch["ids"][n, :width] = article.pieces.ids[a:b]
        batch["signs"][n, :width] = article.pieces.signs[a:b]
        batch["mask"][n, :width] = 1
        batch["tags"][n, :width] = article.tags[a:b]
    return batch
