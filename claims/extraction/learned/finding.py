"""From the tagger's probabilities to attributions: cues first, then what each cue sees as its content and source."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.extraction.progress import Progress, between, untold
from claims.extraction.tokens import Doc
from sources.text.spans import Span

from .pieces import Pieces, Reader
from .shape import PAIR_TAGS, TAGS
from .tagger import Floats, Ints, Tagger, Words

_CUE, _MORE_CUE = TAGS.index("B-cue"), TAGS.index("I-cue")
_SOURCE = [PAIR_TAGS.index("B-source"), PAIR_TAGS.index("I-source")]
_CONTENT = [PAIR_TAGS.index("B-content"), PAIR_TAGS.index("I-content")]

SECTION = 3000  # pieces encoded before their cues are worked on: bounds the memory of a long text
REACH = 100  # words that a cue sees on either side
GROUP = 48  # cues at a time
_ENCODED = 0.9  # of the time for a section, the encoder's share
_NEVER = -20.0  # log-odds of a word that cannot be meant


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tuned on the development split."""

    cue: float = 0.35  # a word is a cue from this probability on
    switch: float = 1.0  # what each edge of a content fragment costs, in nats
    least: float = 0.5  # mean probability of the content's words below which nothing is found
    source: float = 1.0  # log-odds that the best source must reach in sum
    floor: float = 0.42  # confidence below which a find is not offered


@dataclass(slots=True)
class Found:
    """One attribution as the tagger has it; spans are code points. Scores are probabilities."""

    cue: Span
    source: Span | None
    content: list[Span]
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """How the tagger sees every word by itself: probabilities [words, 3] of source, cue and content.

    ``starts`` and ``ends`` are the words' code points.
    """

    starts: Ints
    ends: Ints
    roles: Floats

    def mean(self, span: Span, role: int) -> float:
        """The mean probability of ``role`` over the words of ``span``; a half where there are none."""
        a, b = self._range(span)
        return float(self.roles[a:b, role].mean()) if a < b else 0.5

    def outside(self, span: Span, role: int) -> float:
        """The greater probability of ``role`` of the words right before and after ``span``; 0 at the ends."""
        a, b = self._range(span)
        beside = [self.roles[n, role] for n in (a - 1, b) if 0 <= n < len(self.roles)]
        return float(max(beside, default=0.0))

    def _range(self, span: Span) -> tuple[int, int]:
        a = int(np.searchsorted(self.ends, span.start, side="right"))
        return a, max(a, int(np.searchsorted(self.starts, span.end, side="left")))


class Finder:
    """Finds attributions with one reader and one tagger."""

    def __init__(self, reader: Reader, tagger: Tagger, settings: Settings | None = None) -> None:
        self.reader = reader
        self.tagger = tagger
        self.settings = settings or Settings()

    def find(self, doc: Doc, progress: Progress = untold) -> tuple[list[Found], View]:
        """The attributions of ``doc`` in the order of their cues, and the words one by one. Linear in its length.

        ``progress`` is told after every window and every group of cues.
        """
        pieces = self.reader.read(doc)
        found: list[Found] = []
        roles: list[Floats] = []
        at: list[Ints] = []
        for start, end, breaks in _sections(pieces, self.reader.break_id):
            section = between(progress, start / len(pieces), end / len(pieces))
            words = self.tagger.read(pieces, start, end, breaks, between(section, 0, _ENCODED))
            paragraphs = np.searchsorted(breaks, words.at, side="right")
            found += self._attributions(doc.text, pieces, words, paragraphs, between(section, _ENCODED, 1))
            roles.append(_roles(words))
            at.append(words.at)
        numbers = np.concatenate(at) if at else np.zeros(0, dtype=np.int64)
        whole = np.concatenate(roles) if roles else np.zeros((0, 3), dtype=np.float32)
        return found, View(pieces.starts[numbers], pieces.ends[numbers], whole)

    def _attributions(
        self, text: str, pieces: Pieces, words: Words, paragraphs: Ints, progress: Progress
    ) -> Iterator[Found]:
        cues, scores = _cues(words, self.settings.cue)
        claims: list[_Claim] = []
        for n in range(0, len(cues), GROUP):
            group = cues[n : n + GROUP]
            index, seen = self.tagger.look(words, group, REACH)
            content, source = _odds(seen, _CONTENT), _odds(seen, _SOURCE)
            elsewhere = paragraphs[index] != paragraphs[[a for a, _ in group], None]
            source[elsewhere] = _NEVER  # who speaks is named in the paragraph of the cue, in 99.9 of 100 cases
            for k, cue in enumerate(group):
                claim = _claim(cue, scores[n + k], index[k], content[k], source[k], self.settings)
                if claim is not None:
                    claims.append(claim)
            progress((n + len(group)) / len(cues))
        _settle(claims, len(words.at))
        for claim in claims:
            if claim.content:
                yield _found(text, claim, pieces, words)


@dataclass(slots=True)
class _Claim:
    cue: tuple[int, int]  # in words, as all ranges here
    source: tuple[int, int] | None
    content: list[tuple[int, int]]
    scores: dict[str, float]


def _sections(pieces: Pieces, break_id: int) -> Iterator[tuple[int, int, Ints]]:
    """Stretches of at most about SECTION pieces, each with the paragraph breaks in it.

    A paragraph longer than that (no newspaper prints one) is cut at words, and nothing is looked for across the cuts.
    """
    breaks = _with_cuts(np.flatnonzero(pieces.ids == break_id), pieces)
    first = 0
    while first < len(breaks):
        start = int(breaks[first])
        last = max(first + 1, int(np.searchsorted(breaks, start + SECTION, side="right")) - 1)
        if start + SECTION >= len(pieces):
            last = len(breaks)
        end = int(breaks[last]) if last < len(breaks) else len(pieces)
        yield start, end, breaks[first:last]
        first = last


def _with_cuts(breaks: Ints, pieces: Pieces) -> Ints:
    borders = np.append(breaks, len(pieces))
    if not len(breaks) or np.diff(borders).max() <= SECTION:
        return breaks
    heads = np.flatnonzero(pieces.first)
    cuts = [
        int(heads[n])
        for a, b in pairwise(borders.tolist())
        for at in range(a + SECTION, b, SECTION)
        if (n := int(np.searchsorted(heads, at))) < len(heads) and heads[n] < b
    ]
    return np.unique(np.append(breaks, np.array(cuts, dtype=np.int64)))


def _roles(words: Words) -> Floats:
    p = np.exp(words.tags)
    return np.stack([p[:, 1] + p[:, 2], p[:, 3] + p[:, 4], p[:, 5] + p[:, 6]], axis=1)


def _cues(words: Words, threshold: float) -> tuple[list[tuple[int, int]], list[float]]:
    begin, more = np.exp(words.tags[:, _CUE]), np.exp(words.tags[:, _MORE_CUE])
    both = begin + more
    cues: list[tuple[int, int]] = []
    scores: list[float] = []
    at = 0
    for n in np.flatnonzero(both > threshold).tolist():
        if n < at:
            continue
        end = n + 1
        while end < len(both) and both[end] > threshold and more[end] > begin[end]:
            end += 1
        cues.append((n, end))
        scores.append(float(both[n:end].mean()))
        at = end
    return cues, scores


def _odds(seen: Floats, tags: list[int]) -> NDArray[np.float64]:
    p = np.exp(seen[:, :, tags]).sum(-1, dtype=np.float64).clip(1e-6, 1 - 1e-6)
    odds: NDArray[np.float64] = np.log(p) - np.log1p(-p)
    return odds


def _claim(
    cue: tuple[int, int],
    score: float,
    index: Ints,
    content: NDArray[np.float64],
    source: NDArray[np.float64],
    settings: Settings,
) -> _Claim | None:
    there = np.flatnonzero(index >= 0)
    base, a, b = int(index[there[0]]), int(there[0]), int(there[-1]) + 1
    row = content[a:b].copy()
    own = slice(cue[0] - base, cue[1] - base)
    row[own] = _NEVER
    likely = np.flatnonzero(row > 0)
    if not len(likely):
        return None
    first = int(likely[0])  # no run begins or ends with a word that lowers its sum
    odds = row[first : int(likely[-1]) + 1].tolist()
    parts = [(first + p, first + q) for p, q in fragments(odds, settings.switch)]
    if not parts:
        return None
    inside = np.concatenate([row[p:q] for p, q in parts])
    mean = float((1 / (1 + np.exp(-inside))).mean())
    if mean < settings.least:
        return None
    from_row = source[a:b].copy()
    from_row[own] = _NEVER
    for p, q in parts:
        from_row[p:q] = _NEVER
    best, total = best_run(from_row.tolist())
    edges = min(abs(float(row[k])) for p, q in parts for k in (p, q - 1))
    scores = {"cue": score, "content": mean, "edges": edges, "source": total}
    origin = (base + best[0], base + best[1]) if best and total > settings.source else None
    return _Claim(cue, origin, [(base + p, base + q) for p, q in parts], scores)


def fragments(odds: list[float], switch: float) -> list[tuple[int, int]]:
    """The set of runs with the greatest sum of ``odds``, when every run costs twice ``switch``. Exact, linear."""
    out, inside = 0.0, float("-inf")
    opened: list[bool] = []  # was the step before outside, if this one is inside?
    closed: list[bool] = []  # and inside, if this one is outside?
    for o in odds:
        opened.append(out - switch > inside)
        closed.append(inside - switch > out)
        out, inside = max(out, inside - switch), max(inside, out - switch) + o
    runs: list[tuple[int, int]] = []
    is_inside = inside - switch > out
    end = len(odds)
    for n in range(len(odds) - 1, -1, -1):
        if is_inside and opened[n]:
            runs.append((n, end))
            is_inside = False
        elif not is_inside and closed[n]:
            is_inside, end = True, n
    return runs[::-1]


def best_run(odds: list[float]) -> tuple[tuple[int, int] | None, float]:
    """The run with the greatest sum (Kadane), if any is positive; else None and the greatest single value."""
    best: tuple[int, int] | None = None
    top, total, start = 0.0, 0.0, 0
    for n, o in enumerate(odds):
        if total <= 0:
            total, start = 0.0, n
        total += o
        if total > top:
            top, best = total, (start, n + 1)
    return (best, top) if best else (None, -max(odds, default=0.0))


def _settle(claims: list[_Claim], length: int) -> None:
    """No word is content of two attributions: the surer one keeps it, the other keeps the rest if it is the most."""
    owner = np.full(length, -1, dtype=np.int64)
    for n in sorted(range(len(claims)), key=lambda n: -claims[n].scores["content"] * claims[n].scores["cue"]):
        claim = claims[n]
        kept: list[tuple[int, int]] = []
        size = sum(b - a for a, b in claim.content)
        for a, b in claim.content:
            free = np.flatnonzero(owner[a:b] < 0) + a
            if len(free):
                cuts = np.flatnonzero(np.diff(free) > 1) + 1
                kept += [(int(run[0]), int(run[-1]) + 1) for run in np.split(free, cuts)]
        if sum(b - a for a, b in kept) * 2 < size:
            kept = []
        for a, b in kept:
            owner[a:b] = n
        claim.content = kept


def _found(text: str, claim: _Claim, pieces: Pieces, words: Words) -> Found:
    def span(a: int, b: int) -> Span:
        last = int(words.at[b - 1]) + 1
        while last < len(pieces) and not pieces.first[last] and pieces.ends[last] > pieces.starts[last]:
            last += 1
        return Span(int(pieces.starts[words.at[a]]), _whole(text, int(pieces.ends[last - 1])))

    source = span(*claim.source) if claim.source else None
    return Found(span(*claim.cue), source, [span(a, b) for a, b in claim.content], claim.scores)


def _whole(text: str, end: int) -> int:
    """``end`` moved past the accents and invisible signs that belong to the letter before it."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me", "Mc", "Cf"):
        end += 1
    return end
