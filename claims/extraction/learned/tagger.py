"""Runs the tagger's weights: pieces in, for each word its tags and what a cue needs to look at it."""

from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from claims.extraction.progress import Progress, untold

from .pieces import Pieces
from .shape import PAIR, TAGS, distance_buckets
from .windows import windows

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """One stretch of text as the encoder saw it, a row a word.

    ``at`` numbers the word's first piece; ``tags`` are log-probabilities [words, TAGS]; ``seen``, ``shift`` and
    ``scale`` [words, PAIR] serve ``Tagger.look``.
    """

    at: Ints
    tags: Floats
    seen: Floats
    shift: Floats
    scale: Floats


class Tagger:
    """Two graphs, given as the bytes of their files; safe to use from several threads."""

    def __init__(self, encoder: bytes, look: bytes) -> None:
        self._encoder = _session(encoder)
        self._look = _session(look)

    def read(self, pieces: Pieces, start: int, end: int, breaks: Ints, progress: Progress = untold) -> Words:
        """Encode the pieces [start, end); ``breaks`` are the paragraph breaks among them, the first one ``start``.

        ``progress`` is told the share of them that is encoded, after every window.
        """
        rows: list[Floats] = []
        for window in windows([int(b) - start for b in breaks], end - start):
            a, b = start + window.start, start + window.end
            answer = self.forward(pieces.ids[a:b], pieces.signs[a:b])
            keep = slice(start + window.keep, start + window.upto)
            rows.append(answer[keep.start - a : keep.stop - a][pieces.first[keep]])
            progress(window.upto / (end - start))
        row = np.concatenate(rows) if rows else np.zeros((0, len(TAGS) + 3 * PAIR), dtype=np.float32)
        cuts = np.cumsum([len(TAGS), PAIR, PAIR])
        tags, seen, shift, scale = np.split(row, cuts, axis=1)
        at = np.flatnonzero(pieces.first[start:end]) + start
        return Words(at, _log_softmax(tags), np.ascontiguousarray(seen), shift, scale)

    def forward(self, ids: Ints, signs: Ints) -> Floats:
        """The encoder's pass over one window: a row for each piece."""
        rows: Floats = self._encoder.run(["rows"], {"ids": ids[None], "signs": signs[None]})[0][0]
        return rows

    def look(self, words: Words, cues: list[tuple[int, int]], reach: int) -> tuple[Ints, Floats]:
        """What each cue (a range of words) sees of the words up to ``reach`` before and after it.

        Returns the numbers of those words [cues, 2 * reach + 1] (-1: there is none) and log-probabilities of
        PAIR_TAGS for each.
        """
        first = np.array([a for a, _ in cues])
        last = np.array([b - 1 for _, b in cues])
        index = first[:, None] + np.arange(-reach, reach + 1)[None]
        there = (index >= 0) & (index < len(words.at))
        safe = np.where(there, index, 0)
        places = words.at[safe]
        before, after = places - words.at[first][:, None], places - words.at[last][:, None]
        away = np.where(before < 0, before, np.where(after > 0, after, 0))
        feed = {
            "seen": words.seen,
            "index": safe,
            "buckets": distance_buckets(away),
            "shift": np.stack([words.shift[a:b].mean(0, keepdims=True) for a, b in cues]),
            "scale": 1 + np.stack([words.scale[a:b].mean(0, keepdims=True) for a, b in cues]),
        }
        return np.where(there, index, -1), self._look.run(["tags"], feed)[0]


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # an arena keeps the largest window's memory for good
    return onnxruntime.InferenceSession(
        graph,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # the fused kernel is not vectorised: a fifth slower in all
    )


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out
