"""Waiting for runs, with progress for the person who waits."""

import time
from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from claims.models import ExtractionRun

POLL_SECONDS = 0.2


def wait_for(run_ids: Sequence[int], *, console: Console, timeout: float) -> list[ExtractionRun]:
    """Return those of the runs that are done or failed within ``timeout`` seconds, in the order given."""
    deadline = time.monotonic() + timeout
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Extracting", total=len(run_ids))
        while True:
            waiting = ExtractionRun.objects.unfinished().filter(pk__in=run_ids).count()
            progress.update(task, completed=len(run_ids) - waiting)
            if not waiting or time.monotonic() > deadline:
                break
            time.sleep(POLL_SECONDS)
    found = ExtractionRun.objects.filter(pk__in=run_ids).select_related("version__document").defer("version__raw")
    finished = {run.pk: run for run in found if run.finished_at}
    return [finished[pk] for pk in run_ids if pk in finished]
