"""Taking in an article: bytes become an immutable version, or a refusal with its reason; nothing in between."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from sources.models import Document, Intake, Outlet, Version
from sources.readers import read
from sources.readers.reading import Reading
from sources.text.hashing import sha256_of_bytes, sha256_of_text
from sources.text.locators import read_locator
from sources.text.refusals import Refusal
from sources.text.storable import storable
from tracker.core.actors import Actor, editor_of
from tracker.core.ledger import record

_ASKED_FOR = 2000  # characters of Intake.asked_for


@dataclass(frozen=True)
class OutletHint:
    """Who published, as far as the person who brings the article knows."""

    name: str = ""
    domain: str = ""
    language: str = ""

    def storable(self) -> "OutletHint":
        """Return the hint without the characters that cannot be stored."""
        return OutletHint(storable(self.name), storable(self.domain), storable(self.language))


@dataclass(frozen=True)
class Delivery:
    """Bytes that someone brings, and what they know about them.

    ``locator`` is the address that makes two deliveries the same document, in whatever form; without one the bytes'
    own hash serves. All of it may come from strangers.
    """

    raw: bytes
    got: Version.Got
    asked_for: str
    locator: str = ""
    got_from: str = ""
    filename: str = ""
    media_type: str = ""
    charset: str = ""
    http_headers: Mapping[str, str] | None = None
    outlet: OutletHint = OutletHint()

    def storable(self) -> "Delivery":
        """Return the delivery with every locator in its one form and without characters that cannot be stored.

        Raises Refusal if the locator is none.
        """
        headers = self.http_headers
        return replace(
            self,
            asked_for=storable(self.asked_for),
            locator=read_locator(self.locator) if self.locator else "",
            got_from=storable(self.got_from),
            filename=storable(self.filename),
            http_headers=None if headers is None else {storable(k): storable(v) for k, v in headers.items()},
            outlet=self.outlet.storable(),
        )


def capture(delivery: Delivery, *, by: Actor) -> Intake:
    """Keep ``delivery`` as a version of its document and return the intake that says what came of it.

    The same bytes again, or other bytes with the same text as the latest version, are known and store nothing new.
    A refusal is an answer, not an exception: it is in the intake, and in the table for later.
    """
    try:
        delivery = delivery.storable()
        reading = read(
            delivery.raw,
            media_type=delivery.media_type or None,
            filename=delivery.filename or None,
            charset=delivery.charset or None,
            limit_bytes=settings.INTAKE_LIMIT_BYTES,
        )
    except Refusal as refusal:
        return refuse(delivery.asked_for, delivery.got, refusal, by=by, raw=delivery.raw)
    with transaction.atomic():
        return _store(delivery, reading, by=by)


def capture_file(
    path: Path,
    *,
    by: Actor,
    got: Version.Got = Version.Got.FILE,
    locator: str = "",
    outlet: OutletHint | None = None,
) -> Intake:
    """Take in one file; its document is known by its file: address unless ``locator`` names another."""
    try:
        raw = _bytes_of(path)
    except Refusal as refusal:
        return refuse(str(path), got, refusal, by=by)
    return capture(
        Delivery(
            raw=raw,
            got=got,
            asked_for=str(path),
            locator=locator or path.resolve().as_uri(),
            got_from=path.name if locator else str(path),
            filename=path.name,
            outlet=outlet or OutletHint(),
        ),
        by=by,
    )


def refuse(asked_for: str, got: Version.Got, refusal: Refusal, *, by: Actor, raw: bytes | None = None) -> Intake:
    """Keep a row for what was refused and why, and return it."""
    return Intake.objects.create(
        asked_for=storable(asked_for)[:_ASKED_FOR],
        got=got,
        outcome=Intake.Outcome.REFUSED,
        refusal_code=refusal.code,
        refusal=storable(refusal.message),
        raw_sha256=sha256_of_bytes(raw) if raw else "",
        editor=editor_of(by),
    )


def _bytes_of(path: Path) -> bytes:
    """Read a regular file, one byte past the limit at most, so that a huge file costs no memory."""
    limit = settings.INTAKE_LIMIT_BYTES
    try:
        if not path.is_file():
            raise Refusal("not-a-file", f"{path} is not a file. Give the path of a text or HTML file.")
        size = path.stat().st_size
        if size > limit:
            raise Refusal(
                "too-large",
                f"{path.name} has {size / 1e6:.1f} MB; an article may have {limit / 1e6:.0f} MB at most. "
                "Split the file, or take in the article alone.",
            )
        return path.read_bytes()
    except OSError as error:
        raise Refusal("not-readable", f"{path} cannot be read: {error.strerror}. Check its permissions.") from error


def _store(delivery: Delivery, reading: Reading, *, by: Actor) -> Intake:
    raw_sha256 = sha256_of_bytes(delivery.raw)
    document = _document(delivery, reading, raw_sha256, by=by)
    versions = document.versions.without_content()
    known = versions.filter(raw_sha256=raw_sha256).first()
    latest = versions.order_by("-number").first()
    if known is None and latest is not None and latest.text_sha256 == sha256_of_text(reading.text):
        known = latest
    version = known or _new_version(delivery, reading, document, latest, by=by)
    return Intake.objects.create(
        asked_for=delivery.asked_for[:_ASKED_FOR],
        got=delivery.got,
        outcome=Intake.Outcome.KNOWN if known else Intake.Outcome.STORED,
        version=version,
        raw_sha256=raw_sha256,
        editor=editor_of(by),
    )


def _document(delivery: Delivery, reading: Reading, raw_sha256: str, *, by: Actor) -> Document:
    """Return the document of this locator, locked: two deliveries at once store one version after the other."""
    locator = delivery.locator or f"urn:sha256:{raw_sha256}"
    document = Document.objects.select_for_update().filter(locator=locator).first()
    if document is None:
        document, created = Document.objects.get_or_create(
            locator=locator, defaults={"outlet": _outlet(delivery, reading, locator, by=by)}
        )
        if created:
            record(document, "add", by=by)
        document = Document.objects.select_for_update().get(pk=document.pk)
    return document


def _outlet(delivery: Delivery, reading: Reading, locator: str, *, by: Actor) -> Outlet | None:
    hint = delivery.outlet
    host = urlsplit(locator).hostname if locator.startswith(("http:", "https:")) else None
    domain = (hint.domain or (host or "")).removeprefix("www.").lower()[:253]
    name = hint.name or reading.outlet_name or domain
    if not name:
        return None
    identity = {"domain": domain} if domain else {"domain": "", "name": name[:200]}
    outlet, created = Outlet.objects.get_or_create(
        **identity, defaults={"name": name[:200], "language": (hint.language or reading.language or "")[:35]}
    )
    if created:
        record(outlet, "add", by=by)
    return outlet


def _new_version(
    delivery: Delivery, reading: Reading, document: Document, latest: Version | None, *, by: Actor
) -> Version:
    version = Version.objects.create(
        document=document,
        number=latest.number + 1 if latest else 1,
        raw=delivery.raw,
        raw_sha256=sha256_of_bytes(delivery.raw),
        media_type=reading.media_type,
        got=delivery.got,
        got_from=delivery.got_from[:2000],
        got_by=editor_of(by),
        http_headers=dict(delivery.http_headers) if delivery.http_headers is not None else None,
        reader=reading.reader,
        reader_version=reading.reader_version,
        text=reading.text,
        text_sha256=sha256_of_text(reading.text),
        headline=reading.headline or "",
        bylines=[byline[:200] for byline in reading.bylines],
        dateline_place=(reading.dateline_place or "")[:200],
        published_on=reading.published_on,
        language=(reading.language or delivery.outlet.language)[:35],
        blocks=[list(block) for block in reading.blocks],
    )
    record(version, "capture", by=by)
    return version
