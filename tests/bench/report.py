"""What a benchmark found, as rows of a table."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One measurement in words: what, how much, and against what it was held."""

    what: str
    measured: str
    beside: str = ""


def show(title: str, rows: Iterable[Row]) -> None:
    """Print the rows as one table."""
    table = Table("What", "Measured", "Beside", title=title, title_justify="left")
    for row in rows:
        table.add_row(row.what, row.measured, row.beside)
    Console().print(table)


def median_ms(work: Callable[[], object], *, times: int, warm: int = 3) -> float:
    """Return the median time of one call in milliseconds, after some calls that do not count."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
