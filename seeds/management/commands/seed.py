"""manage.py seed"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from claims.exports.candidate_table import candidate_table
from claims.models import Candidate, ExtractionRun, Review
from claims.services.waiting import wait_for
from seeds.catalogue import articles
from seeds.demo_editors import demo_logins
from seeds.loading import load
from sources.models import Intake

LOGINS = "logins.json"


class Command(BaseCommand):
    """Load the seed articles and the demo editors; what is there already stays as it is."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--wait", action="store_true", help="wait for the extraction and print the candidates")
        parser.add_argument("--timeout", type=int, default=300, help="how many seconds to wait at most (default 300)")

    def handle(self, *args: Any, wait: bool, timeout: int, **options: Any) -> None:
        console = Console()
        demo_logins(Path(settings.VAR) / LOGINS)
        taken = list(track(load(), total=len(articles()), description="Loading seeds", console=console, transient=True))
        for article, came in taken:
            if came.run is None:
                raise CommandError(f"{article.path.name} was refused: {came.intake.refusal}")
        runs = [came.run.pk for _, came in taken if came.run]
        new = sum(came.intake.outcome == Intake.Outcome.STORED for _, came in taken)
        finished = wait_for(runs, console=console, timeout=timeout) if wait else []
        if wait and len(finished) < len(runs):
            raise CommandError(f"{len(runs) - len(finished)} runs are not finished after {timeout} s. Is a worker up?")
        if new:
            self._print(finished, console)
        pending = Review.objects.pending().count()
        console.print(
            f"{len(taken)} seed articles ({new} new); {pending} candidates wait for an editor.", highlight=False
        )

    def _print(self, runs: list[ExtractionRun], console: Console) -> None:
        for run in runs:
            if run.state == ExtractionRun.State.FAILED:
                raise CommandError(f"{run} failed: {run.error}")
            candidates = Candidate.objects.whole().filter(run=run).order_by("start", "pk")
            console.print(candidate_table(str(run.version), candidates))
