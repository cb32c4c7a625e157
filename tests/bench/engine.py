"""The engine alone, one thread, warm: words a CPU second, where the time goes, growth with length, memory, start."""

import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from claims.extraction.engine import DEFAULT, RULES, Engine
from claims.extraction.learned import LearnedFinder
from claims.extraction.learned.tagger import Floats, Ints, Tagger
from seeds.catalogue import articles
from seeds.seed_text import read_seed
from tests.bench.report import Row

SIZES = (10_000, 100_000, 1_000_000)  # characters
ARTICLE = 700  # words
ARTICLES = 24
START = """
import time
began = time.perf_counter()
from claims.extraction import extract
extract("“Yes,” said Mara Ellison.")
taken = time.perf_counter() - began
import sys
extract(sys.stdin.read())
import psutil
print(taken, psutil.Process().memory_info().rss / 1e6)
"""


class _Timed(Tagger):
    """A tagger that adds up the CPU time of its encoder's passes."""

    def __init__(self, encoder: bytes, look: bytes) -> None:
        super().__init__(encoder, look)
        self.spent = 0.0

    def forward(self, ids: Ints, signs: Ints) -> Floats:
        began = time.thread_time()
        rows = super().forward(ids, signs)
        self.spent += time.thread_time() - began
        return rows


def rows() -> list[Row]:
    """Measure and return the rows."""
    page = "\n\n".join(read_seed(article).text for article in articles())
    news = _articles(page)
    words = sum(len(text.split()) for text in news)
    DEFAULT.extract(news[0])
    seconds = _seconds(DEFAULT, news)
    by_rules = _seconds(RULES, news)
    found = [(page * (size // len(page) + 1))[:size] for size in SIZES]
    spent = [_seconds(DEFAULT, [text]) for text in found]
    marks = _seconds(DEFAULT, ['"' * 100_000])
    start, memory = _in_a_new_process(news[0])
    _, memory_of_long = _in_a_new_process(found[-1])
    two, one = _wall(news * 2, 2), _wall(news * 2, 1)
    return [
        Row("engine", f"{DEFAULT.identity.name} {DEFAULT.identity.version}", DEFAULT.identity.fingerprint[:12]),
        Row(f"{ARTICLES} articles of {ARTICLE} words", f"{words / seconds:,.0f} words a CPU second"),
        Row("articles a CPU second", f"{len(news) / seconds:.1f}"),
        Row("in the encoder's forward pass", f"{_forward_share(news):.0%} of the CPU time"),
        Row("the rules alone", f"{words / by_rules:,.0f} words a CPU second"),
        *(
            Row(
                f"{size:,} characters",
                f"{len(text.split()) / taken:,.0f} words a CPU second",
                f"{taken:.2f} s; {taken / spent[0] * SIZES[0] / size:.2f} of linear from {SIZES[0]:,}",
            )
            for size, text, taken in zip(SIZES, found, spent, strict=True)
        ),
        Row("100,000 quotation marks and nothing else", f"{marks:.2f} s"),
        Row("start: import, weights, first sentence", f"{start:.2f} s"),
        Row(
            "resident after an article",
            f"{memory:.0f} MB",
            f"{memory_of_long:.0f} MB after {SIZES[-1]:,} characters",
        ),
        Row("two processes beside one", f"{one / two:.2f} times the articles a second"),
    ]


def _articles(page: str) -> list[str]:
    """Texts of about ARTICLE words, cut out of the seeds at paragraph ends."""
    paragraphs = page.split("\n\n")
    texts: list[str] = []
    at = 0
    while len(texts) < ARTICLES:
        text: list[str] = []
        while sum(len(paragraph.split()) for paragraph in text) < ARTICLE:
            text.append(paragraphs[at % len(paragraphs)])
            at += 1
        texts.append("\n\n".join(text))
    return texts


def _seconds(engine: Engine, texts: Iterable[str]) -> float:
    began = time.process_time()
    for text in texts:
        engine.extract(text)
    return time.process_time() - began


def _forward_share(texts: list[str]) -> float:
    tagger: list[_Timed] = []

    def load(encoder: bytes, look: bytes) -> Tagger:
        tagger.append(_Timed(encoder, look))
        return tagger[-1]

    finder = LearnedFinder(load=load)
    engine = Engine(finder.identity, finder.drafts)
    engine.extract(texts[0])
    tagger[0].spent = 0.0
    seconds = _seconds(engine, texts)
    return tagger[0].spent / seconds


def _in_a_new_process(text: str) -> tuple[float, float]:
    """Seconds to the first answer, and the megabytes resident after ``text``."""
    answer = subprocess.run([sys.executable, "-c", START], input=text, capture_output=True, text=True, check=True)
    start, memory = map(float, answer.stdout.split())
    return start, memory


def _wall(texts: list[str], processes: int) -> float:
    """Seconds by the clock for ``texts`` on so many processes, each warm."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(_extract, [texts[0]] * processes * 2))
        began = time.perf_counter()
        list(pool.map(_extract, texts, chunksize=2))
        return time.perf_counter() - began


def _extract(text: str) -> int:
    return len(DEFAULT.extract(text))
