"""Bringing articles in: capture, and at once the request to extract."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from claims.models import ExtractionRun
from claims.policies import require
from claims.services import extraction
from sources.models import Intake, Version
from sources.services.capture import Delivery, OutletHint, capture, capture_file
from sources.services.capture_url import capture_url
from tracker.core.actors import Actor, Agent

SUFFIXES = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})


@dataclass(frozen=True)
class TakenIn:
    """What came of one article: the intake, and the run over its version unless it was refused."""

    intake: Intake
    run: ExtractionRun | None


def take_in(delivery: Delivery, *, by: Actor) -> TakenIn:
    """Capture bytes and ask for their extraction, together or not at all. Raises NotAllowed."""
    _require(by)
    with transaction.atomic():
        return _requested(capture(delivery, by=by), by=by)


def take_in_url(url: str, *, by: Actor, outlet: OutletHint | None = None) -> TakenIn:
    """Fetch, capture and ask for extraction. Raises NotAllowed before anything is fetched."""
    _require(by)
    return _requested(capture_url(url, by=by, outlet=outlet), by=by)


def take_in_file(
    path: Path,
    *,
    by: Actor,
    got: Version.Got = Version.Got.FILE,
    locator: str = "",
    outlet: OutletHint | None = None,
) -> TakenIn:
    """Read a file, capture it and ask for extraction. Raises NotAllowed before anything is read."""
    _require(by)
    return _requested(capture_file(path, by=by, got=got, locator=locator, outlet=outlet), by=by)


def files_of(path: Path) -> Iterator[Path]:
    """Yield the file itself, or every article file of a folder and its folders, in the order of their names.

    What cannot be looked at (a name too long, a folder closed to us) is yielded too, to be refused with its reason.
    """
    if is_folder(path):
        yield from sorted(
            found for found in path.rglob("*") if found.suffix.lower() in SUFFIXES and not is_folder(found)
        )
    else:
        yield path


def is_folder(path: Path) -> bool:
    """Tell whether ``path`` is a folder that can be looked at."""
    try:
        return path.is_dir()
    except OSError:  # a name too long, a folder closed to us
        return False


def _require(by: Actor) -> None:
    """Hold persons to their permissions. Software acts for whoever may run it on this machine."""
    if not isinstance(by, Agent):
        require(by, "sources.add_document", "take in articles")


def _requested(intake: Intake, *, by: Actor) -> TakenIn:
    return TakenIn(intake, extraction.request(intake.version, by=by) if intake.version else None)
