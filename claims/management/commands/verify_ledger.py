"""manage.py verify_ledger"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from claims.services.verification import checks, one_moment


class Command(BaseCommand):
    """Check every hash, span, ledger event and state; exit with 1 and a list if anything is not as recorded."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=100, help="how many faults to list (default 100)")

    def handle(self, *args: Any, most: int, **options: Any) -> None:
        console = Console()
        found = 0
        with Progress(console=console, transient=True) as progress, one_moment():
            everything = checks()
            task = progress.add_task("Checking", total=len(everything))
            for check in everything:
                progress.update(task, description=f"Checking {check.name}")
                faults = 0
                for fault in check.faults():
                    faults += 1
                    if found + faults <= most:
                        console.print(f"FAULT  {fault}", markup=False, highlight=False)
                found += faults
                verdict = "hold" if not faults else f"{faults} faults"
                console.print(f"{check.count():>9,}  {check.name}: {verdict}", markup=False, highlight=False)
                progress.advance(task)
        if found:
            raise CommandError(
                f"{found} faults. Stop writing to this database, keep a copy of it, and compare with your last backup."
            )
        self.stdout.write("Everything is as recorded.")
