"""The engine alone: words a CPU second, growth with length, memory and start."""

import re
import subprocess
import sys
import time

from claims.extraction import ENGINE, extract
from seeds.catalogue import articles
from seeds.seed_text import read_seed
from tests.bench.report import Row

SIZES = (10_000, 100_000, 1_000_000)
START = """
import time
began = time.perf_counter()
from claims.extraction import extract
extract("“Yes,” said Mara Ellison.")
taken = time.perf_counter() - began
import psutil
print(taken, psutil.Process().memory_info().rss / 1e6)
"""


def rows() -> list[Row]:
    """Measure and return the rows."""
    page = "\n\n".join(read_seed(article).text for article in articles())
    found = [_over((page * (size // len(page) + 1))[:size]) for size in SIZES]
    start, memory = map(float, subprocess.check_output([sys.executable, "-c", START], text=True).split())
    marks = _seconds('"' * 100_000)
    return [
        Row("engine", f"{ENGINE.name} {ENGINE.version}", f"fingerprint {ENGINE.fingerprint[:12]}"),
        *(
            Row(
                f"{size:,} characters",
                f"{words / seconds:,.0f} words a CPU second",
                f"{seconds:.2f} s; {seconds / found[0][1] * SIZES[0] / size:.2f} of linear from {SIZES[0]:,}",
            )
            for size, (words, seconds) in zip(SIZES, found, strict=True)
        ),
        Row("100,000 quotation marks and nothing else", f"{marks:.2f} s"),
        Row("start: import and first sentence", f"{start:.2f} s", f"{memory:.0f} MB resident"),
    ]


def _over(text: str) -> tuple[int, float]:
    return len(re.findall(r"\w+", text)), _seconds(text)


def _seconds(text: str) -> float:
    began = time.process_time()
    extract(text)
    return time.process_time() - began
