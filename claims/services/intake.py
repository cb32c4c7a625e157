"""Bringing articles in: capture, and at once the request to extract."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from claims.models import ExtractionRun
from claims.services import extraction
from sources.models import Intake, Version
from sources.services.capture import Delivery, OutletHint, capture, capture_file
from sources.services.capture_url import capture_url
from tracker.core.actors import Actor

SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})


@dataclass(frozen=True)
class TakenIn:
    """What came of one article: the intake, and the run over its version unless it was refused."""

    intake: Intake
    run: ExtractionRun | None


def take_in(delivery: Delivery, *, by: Actor) -> TakenIn:
    """Capture bytes and ask for their extraction, together or not at all."""
    with transaction.atomic():
        return _requested(capture(delivery, by=by), by=by)


def take_in_url(url: str, *, by: Actor, outlet: OutletHint | None = None) -> TakenIn:
    """Fetch, capture and ask for extraction."""
    return _requested(capture_url(url, by=by, outlet=outlet), by=by)


def take_in_file(
    path: Path,
    *,
    by: Actor,
    got: Version.Got = Version.Got.FILE,
    locator: str = "",
    outlet: OutletHint | None = None,
) -> TakenIn:
    """Read a file, capture it and ask for extraction."""
    return _requested(capture_file(path, by=by, got=got, locator=locator, outlet=outlet), by=by)


def files_of(path: Path) -> Iterator[Path]:
    """Yield the file itself, or every article file of a folder and its folders, in the order of their names."""
    if path.is_dir():
        yield from sorted(found for found in path.rglob("*") if found.suffix.lower() in SUFFIXES and not found.is_dir())
    else:
        yield path


def _requested(intake: Intake, *, by: Actor) -> TakenIn:
    return TakenIn(intake, extraction.request(intake.version, by=by) if intake.version else None)
