"""Extracts every article of a split, and measures the answers and the time they took."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from claims.extraction.attribution import Attribution

from .corpus import Article
from .counting import Count, Prediction, count
from .intervals import Figures, figures
from .reliability import Reliability, reliability
from .words import Words

Extract = Callable[[str], Sequence[Attribution]]

_WARMING = "“This is only a sentence,” said Ann Lee, who wakes what is loaded at its first use."


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured; ``words`` counts those of all articles, ``cpu_seconds`` all threads of this process."""

    articles: int
    figures: Figures
    reliability: Reliability
    not_verbatim: int
    words: int
    cpu_seconds: float

    @property
    def speed(self) -> float:
        """Words of running text per CPU second."""
        return self.words / self.cpu_seconds if self.cpu_seconds else 0.0


def evaluate(articles: Iterable[Article], extract: Extract) -> Evaluation:
    """Measure ``extract`` on ``articles``, which may be an iterator that shows progress.

    Only ``extract`` itself is timed, after a first sentence that makes it load whatever it loads.
    """
    extract(_WARMING)
    counts: list[Count] = []
    words, seconds = 0, 0.0
    for article in articles:
        began = time.process_time()
        found = extract(article.text)
        seconds += time.process_time() - began
        words += len(Words(article.text))
        counts.append(count(article.text, article.gold, [Prediction.of(attribution) for attribution in found]))
    return summarise(counts, words, seconds)


def summarise(counts: Sequence[Count], words: int, cpu_seconds: float) -> Evaluation:
    """The evaluation that the counts of the articles make."""
    measured = figures(counts)
    outcomes = [outcome for one in counts for outcome in one.outcomes]
    return Evaluation(
        articles=len(counts),
        figures=measured,
        reliability=reliability(outcomes, measured.hits["full"].gold),
        not_verbatim=sum(one.not_verbatim for one in counts),
        words=words,
        cpu_seconds=cpu_seconds,
    )
