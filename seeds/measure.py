"""Measures attributions against gold: words in common over words in all (intersection over union)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from seeds.gold_file import GoldFile, GoldQuote
from sources.text.spans import Span

SAME = 0.7  # share of common words from which two contents are the same statement
UNRELATED = 0.3  # below it against every gold statement, a prediction is spurious

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ARTICLE = re.compile(r"^(?:the|an?|some of the|some)\s+")


class Named(Protocol):
    """What the measure needs of a speaker."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...


class Attributed(Protocol):
    """What the measure needs of an attribution."""

    @property
    def content(self) -> Sequence[Span]: ...

    @property
    def speakers(self) -> Sequence[Named]: ...

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One gold quote and the prediction that comes nearest to it, if any is near enough.

    ``exact``: the same words; but for one on each edge where the content is not direct ("that", "to").
    ``wrong_person``: a person is named who did not say it, which is worse than a speaker left open.
    """

    quote: GoldQuote
    found: bool
    exact: bool
    speaker_right: bool
    wrong_person: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """Findings of one article, or of several added together. Counts are of predictions."""

    findings: tuple[Finding, ...]
    predicted: int
    predicted_right: int
    predicted_quoted: int
    predicted_quoted_right: int
    spurious: tuple[str, ...]

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.findings + other.findings,
            self.predicted + other.predicted,
            self.predicted_right + other.predicted_right,
            self.predicted_quoted + other.predicted_quoted,
            self.predicted_quoted_right + other.predicted_quoted_right,
            self.spurious + other.spurious,
        )

    def required(self, *, quoted: bool | None = None) -> list[Finding]:
        """Return the findings of required quotes; ``quoted`` chooses direct and mixed, or indirect, alone."""
        return [f for f in self.findings if f.quote.required and quoted in (None, f.quote.quoted)]

    def recall(self, *, quoted: bool | None = None) -> float:
        """Share of the required quotes that were found, 0 to 1; 1 where there are none."""
        wanted = self.required(quoted=quoted)
        return _share(sum(f.found for f in wanted), len(wanted))

    def precision(self, *, quoted: bool = False) -> float:
        """Share of the predictions (``quoted``: of direct and mixed ones) that are a gold quote."""
        if quoted:
            return _share(self.predicted_quoted_right, self.predicted_quoted)
        return _share(self.predicted_right, self.predicted)

    def speaker_right(self, *, quoted: bool | None = None) -> float:
        """Share of the required quotes that were found and given the right speaker or speakers."""
        wanted = self.required(quoted=quoted)
        return _share(sum(f.speaker_right for f in wanted), len(wanted))


NOTHING = Measure((), 0, 0, 0, 0, ())


def measure(text: str, gold: GoldFile, predictions: Iterable[Attributed]) -> Measure:
    """Compare ``predictions`` over ``text`` with ``gold``; the spans of both are code points of ``text``."""
    predictions = list(predictions)
    predicted = [_words(text, p.content) for p in predictions]
    wanted = [_words(text, quote.content) for quote in gold.quotes]
    findings = []
    for quote, words in zip(gold.quotes, wanted, strict=True):
        likeness = [_alike(p, words) for p in predicted]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < SAME:
            findings.append(Finding(quote, found=False, exact=False, speaker_right=False, wrong_person=False))
            continue
        exact = len(predicted[best] ^ words) <= (0 if quote.kind == "direct" else 2)
        given = predictions[best].speakers
        right = _same_speakers(quote.speakers, given)
        wrong = not right and any(s.kind == "person" and not _is_one_of(quote.speakers, s) for s in given)
        findings.append(Finding(quote, found=True, exact=exact, speaker_right=right, wrong_person=wrong))
    nearest = [max((_alike(words, w) for w in wanted), default=0.0) for words in predicted]
    quoted = [p.kind in ("direct", "mixed") for p in predictions]
    return Measure(
        findings=tuple(findings),
        predicted=len(predicted),
        predicted_right=sum(near >= SAME for near in nearest),
        predicted_quoted=sum(quoted),
        predicted_quoted_right=sum(q and near >= SAME for q, near in zip(quoted, nearest, strict=True)),
        spurious=tuple(
            " ".join(span.of(text) for span in p.content)
            for p, near in zip(predictions, nearest, strict=True)
            if near < UNRELATED
        ),
    )


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the words inside ``spans`` begin; a place tells two equal words apart."""
    return frozenset(m.start() for span in spans for m in _WORD.finditer(text, span.start, span.end))


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _same_speakers(wanted: Sequence[str], given: Sequence[Named]) -> bool:
    """Tell whether each wanted speaker is among those given; where none is wanted, whether no person is."""
    if not wanted:
        return all(speaker.kind != "person" for speaker in given)
    return all(any(_same_name(name, speaker.name) for speaker in given) for name in wanted)


def _is_one_of(wanted: Sequence[str], given: Named) -> bool:
    return any(_same_name(name, given.name) for name in wanted)


def _same_name(one: str, other: str) -> bool:
    one, other = _folded(one), _folded(other)
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return re.sub(r"\W+", " ", _ARTICLE.sub("", bare.strip())).strip()


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
