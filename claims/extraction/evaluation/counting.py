"""Counts what is right in one article; every figure is computed from such counts, summed over articles.

The measures (``MEASURES``), each a ``Hits``:

- ``exact``: the trimmed content equals that of a gold attribution not yet used up;
- ``match``: the content shares at least half of its words with the gold content it is paired with;
- ``full``: a match whose mention is right as well;
- ``full_direct``, ``full_mixed``, ``full_indirect``: full, recall over gold contents of the kind, precision over
  predicted contents of the kind, each by the marks around its own words;
- ``full_speech``: full, recall over gold attributions whose cue holds a word that ``claims.extraction.verbs`` knows as
  a form of a speech verb, precision over predictions whose ``cue_class`` is "speech".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from claims.extraction.attribution import Attribution
from claims.extraction.verbs import reporting_verb

from .corpus import Gold
from .mentions import mention_right
from .pairing import pair
from .words import Pairs, Words, trimmed

MEASURES: Final = ("full", "exact", "match", "full_direct", "full_mixed", "full_indirect", "full_speech")


class Hits(NamedTuple):
    """How many predictions and how many gold attributions there are, and how many of each are right."""

    right_predicted: int = 0
    predicted: int = 0
    right_gold: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of the predictions that is right, in [0, 1]; 0 without predictions."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, in [0, 1]; 0 without gold."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in [0, 1]."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Prediction:
    """What an attribution is measured by; spans are half-open code points of the article."""

    content: Pairs
    cue: Pairs = ()
    mention: Pairs = ()
    speech: bool = False
    confidence: float = 1.0

    @classmethod
    def of(cls, attribution: Attribution) -> "Prediction":
        """The measured part of one of the engine's answers."""
        return cls(
            attribution.content,
            attribution.cue,
            attribution.mention,
            attribution.cue_class == "speech",
            attribution.confidence,
        )

    def verbatim(self, length: int) -> bool:
        """True if there is a content, and every span is not empty and lies inside a text of ``length``."""
        spans = (*self.content, *self.cue, *self.mention)
        return bool(self.content) and all(0 <= start < end <= length for start, end in spans)


class Outcome(NamedTuple):
    """How sure the engine was of a prediction, in [0, 1], and whether the prediction is right (full)."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Count:
    """The counts of one article: hits by measure, outcomes in the order of the predictions."""

    hits: dict[str, Hits]
    outcomes: list[Outcome]
    not_verbatim: int


def count(text: str, gold: Sequence[Gold], predictions: Sequence[Prediction]) -> Count:
    """Hold ``predictions`` against ``gold``. One that is not verbatim stays in, as a wrong one without any words."""
    words = Words(text)
    verbatim = [prediction.verbatim(len(text)) for prediction in predictions]
    contents: list[Pairs] = [p.content if whole else () for p, whole in zip(predictions, verbatim, strict=True)]
    gold_words = [words.covered(g.content) for g in gold]
    predicted_words = [words.covered(content) for content in contents]
    matched = pair(gold_words, predicted_words)
    full = [(g, p) for g, p in matched if mention_right(words, gold[g].source, predictions[p].mention)]
    exact = _equal((trimmed(text, g.content) for g in gold), (trimmed(text, content) for content in contents))
    hits = {
        "full": Hits(len(full), len(predictions), len(full), len(gold)),
        "exact": Hits(exact, len(predictions), exact, len(gold)),
        "match": Hits(len(matched), len(predictions), len(matched), len(gold)),
    }
    gold_kinds = [words.kind(numbers) for numbers in gold_words]
    predicted_kinds = [words.kind(numbers) for numbers in predicted_words]
    for kind in ("direct", "mixed", "indirect"):
        hits[f"full_{kind}"] = _among(full, [k == kind for k in gold_kinds], [k == kind for k in predicted_kinds])
    hits["full_speech"] = _among(full, [has_speech_verb(words, g.cue) for g in gold], [p.speech for p in predictions])
    right = {p for _, p in full}
    outcomes = [Outcome(prediction.confidence, n in right) for n, prediction in enumerate(predictions)]
    return Count(hits, outcomes, verbatim.count(False))


def has_speech_verb(words: Words, cue: Pairs) -> bool:
    """True if a word of ``cue`` is a form of a verb of speech: of "did not tell", but not of "in the eyes of"."""
    verbs = (reporting_verb(words.lower(number)) for number in words.covered(cue))
    return any(verb is not None and verb.cue_class == "speech" for verb in verbs)


def total(counts: Iterable[Count]) -> dict[str, Hits]:
    """The hits of several articles, summed by measure."""
    listed = list(counts)
    return {name: add(count.hits[name] for count in listed) for name in MEASURES}


def add(hits: Iterable[Hits]) -> Hits:
    """The sum, number by number."""
    return Hits(*map(sum, zip(*hits, strict=True)))


def _equal(gold: Iterable[object], predicted: Iterable[object]) -> int:
    """How many predicted contents equal a gold one, each used once; contents without a span never do."""
    ours, theirs = (Counter(content for content in contents if content) for contents in (gold, predicted))
    return (ours & theirs).total()


def _among(full: Sequence[tuple[int, int]], gold: Sequence[bool], predicted: Sequence[bool]) -> Hits:
    """Full matches among those gold attributions and those predictions that are of the kind in question."""
    return Hits(sum(predicted[p] for _, p in full), sum(predicted), sum(gold[g] for g, _ in full), sum(gold))
