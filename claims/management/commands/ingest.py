"""manage.py ingest"""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from claims.exports.candidate_table import candidate_table
from claims.models import Candidate, ExtractionRun
from claims.services.intake import TakenIn, files_of, is_folder, take_in_file, take_in_url
from claims.services.waiting import wait_for
from sources.models import Intake, Version
from sources.services.capture import OutletHint
from sources.text.storable import storable
from tracker.core.actors import Actor, Agent
from tracker.core.errors import NotAllowed
from tracker.core.models import User

BY = Agent("manage.py ingest")
WORDS = {Intake.Outcome.STORED: "NEW", Intake.Outcome.KNOWN: "KNOWN"}


class Command(BaseCommand):
    """Take in articles: files, folders (with the folders in them) or URLs; extraction follows through the worker."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", nargs="+", help="a text or HTML file, a folder, or a URL")
        parser.add_argument("--outlet", default="", help="who published it, where the article does not say")
        parser.add_argument("--domain", default="", help="the outlet's domain, such as harwickpost.example")
        parser.add_argument("--locator", default="", help="the article's own address, for a file saved from there")
        parser.add_argument("--editor", default="", help="the username in whose name this is done")
        parser.add_argument("--wait", action="store_true", help="wait for the extraction and print the candidates")
        parser.add_argument("--timeout", type=int, default=600, help="how many seconds to wait at most (default 600)")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(stderr=False)
        by = _actor(options["editor"])
        if options["locator"] and (len(options["what"]) > 1 or is_folder(Path(options["what"][0]))):
            raise CommandError("--locator is the address of one article; give one file with it.")
        outlet = OutletHint(name=options["outlet"], domain=options["domain"])
        began = time.monotonic()
        taken, known, refused = [], 0, 0
        try:
            for what, came in self._take_in(options["what"], by=by, outlet=outlet, locator=options["locator"]):
                refused += came.run is None
                known += came.intake.outcome == Intake.Outcome.KNOWN
                console.print(storable(_line(what, came.intake)), markup=False, highlight=False, soft_wrap=True)
                taken += [came.run] if came.run else []
        except NotAllowed as error:
            raise CommandError(str(error)) from error
        if not taken and not refused:
            raise CommandError("No article found: folders are searched for .txt, .md, .html, .htm and .xhtml files.")
        if options["wait"] and taken:
            self._wait(taken, console, timeout=options["timeout"])
        console.print(
            f"{len(taken) - known} taken in, {known} known, {refused} refused, {time.monotonic() - began:.1f} s.",
            markup=False,
            highlight=False,
        )
        if refused:
            raise CommandError(f"{refused} refused; the reasons stand above, and in the admin under Intakes.")

    def _take_in(
        self, given: list[str], *, by: Actor, outlet: OutletHint, locator: str
    ) -> Iterator[tuple[str, TakenIn]]:
        for what in given:
            if what.startswith(("http://", "https://")):
                yield what, take_in_url(what, by=by, outlet=outlet)
                continue
            for path in files_of(Path(what)):
                yield str(path), take_in_file(path, by=by, locator=locator, outlet=outlet)

    def _wait(self, runs: list[ExtractionRun], console: Console, *, timeout: int) -> None:
        finished = wait_for([run.pk for run in runs], console=console, timeout=timeout)
        for run in finished:
            if run.state == ExtractionRun.State.FAILED:
                console.print(f"FAILED  {run}: {run.error}", markup=False, highlight=False)
                continue
            candidates = Candidate.objects.whole().filter(run=run).order_by("start", "pk")
            console.print(candidate_table(str(run.version), candidates))
        unfinished = len(runs) - len(finished)
        if unfinished:
            raise CommandError(
                f"{unfinished} of {len(runs)} runs are not finished after {timeout} s. Nothing is lost: they go on as "
                "soon as a worker runs (`make run`, or `celery -A tracker worker`)."
            )


def _actor(username: str) -> Actor:
    if not username:
        return BY
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user called {username}. Leave --editor out, or look in the admin under Users.")
    return user


def _line(what: str, intake: Intake) -> str:
    if intake.version is None:
        return f"REFUSED  {what}: {intake.refusal}"
    version = intake.version
    facts = [version.headline, ", ".join(version.bylines), str(version.published_on or "no date")]
    said = " | ".join(fact for fact in facts if fact)
    line = f"{WORDS[Intake.Outcome(intake.outcome)]:<8}  {what}: {said} (version {version.number})"
    twin = Version.objects.without_content().filter(raw_sha256=version.raw_sha256)
    other = twin.exclude(document=version.document_id).select_related("document").first()
    return f"{line}\n          The same bytes stand at {other.document.locator} as well." if other else line
