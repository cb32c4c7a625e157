"""Verbs of the speakers: add, rename, say what they were and when."""

from datetime import date

from django.db import IntegrityError, transaction

from claims.models import Speaker, SpeakerName, SpeakerPosition
from claims.policies import require
from claims.services.locking import locked
from claims.services.wording import fitting
from tracker.core.actors import Actor
from tracker.core.errors import DomainError, InvalidInput
from tracker.core.ledger import record


def add(
    name: str,
    *,
    by: Actor,
    kind: Speaker.SpeakerKind | str = Speaker.SpeakerKind.PERSON,
    description: str = "",
    wikidata_id: str = "",
) -> Speaker:
    """Add a speaker. A namesake is a new speaker: nobody is linked on a name alone.

    Raises NotAllowed, InvalidInput for an empty name, and DomainError for a Wikidata id that another speaker has.
    """
    require(by, "claims.add_speaker", "add a speaker")
    speaker = Speaker()
    _describe(speaker, name=name, kind=kind, description=description, wikidata_id=wikidata_id)
    with transaction.atomic():
        _save(speaker)
        held = SpeakerName.objects.create(speaker=speaker, name=speaker.name)
        record(speaker, "add", by=by)
        record(held, "add", by=by)
        return speaker


def change(
    pk: int,
    *,
    by: Actor,
    expected_version: int,
    name: str,
    kind: str,
    description: str = "",
    wikidata_id: str = "",
    reason: str = "",
) -> Speaker:
    """Change what is known of a speaker; a new name joins the names they are found by. See :func:`add`."""
    require(by, "claims.change_speaker", "change a speaker")
    with transaction.atomic():
        speaker = locked(Speaker.objects.all(), pk, expected_version=expected_version)
        before = speaker.facts()
        _describe(speaker, name=name, kind=kind, description=description, wikidata_id=wikidata_id)
        speaker.record_version += 1
        _save(speaker)
        record(speaker, "change", by=by, before=before, reason=reason)
        if not speaker.names.filter(name__iexact=speaker.name).exists():
            record(SpeakerName.objects.create(speaker=speaker, name=speaker.name), "add", by=by)
        return speaker


def add_name(
    pk: int, name: str, *, by: Actor, valid_from: date | None = None, valid_to: date | None = None
) -> SpeakerName:
    """Add a name that a speaker goes or went by. Raises NotAllowed, InvalidInput."""
    require(by, "claims.change_speaker", "change a speaker")
    name = _named(name)
    if valid_from and valid_to and valid_from > valid_to:
        raise InvalidInput("The name ends before it begins; check the two dates.", pointer="/valid_to")
    with transaction.atomic():
        speaker = Speaker.objects.select_for_update().get(pk=pk)
        if speaker.names.filter(name__iexact=name).exists():
            raise InvalidInput(f"{speaker} is known by this name already.", pointer="/name")
        held = SpeakerName.objects.create(speaker=speaker, name=name, valid_from=valid_from, valid_to=valid_to)
        record(held, "add", by=by)
        return held


def add_position(
    pk: int, title: str, *, by: Actor, valid_from: date | None = None, valid_to: date | None = None
) -> SpeakerPosition:
    """Say what the speaker ``pk`` is or was; without dates it holds for every day.

    Two positions may overlap. Raises NotAllowed, and InvalidInput with a pointer for an empty title, for an end before
    the beginning and for a position that is on file from the same day on.
    """
    require(by, "claims.change_speaker", "change a speaker")
    title = " ".join(fitting(title, pointer="/title", most=200).split())
    if not title:
        raise InvalidInput("Name the office or role, with its place: mayor of Harwick.", pointer="/title")
    if valid_from and valid_to and valid_from > valid_to:
        raise InvalidInput("The position ends before it begins; check the two dates.", pointer="/valid_to")
    with transaction.atomic():
        speaker = Speaker.objects.select_for_update().get(pk=pk)
        if speaker.positions.filter(title__iexact=title, valid_from=valid_from).exists():
            since = f"from {valid_from.isoformat()} on" if valid_from else "without a first day"
            raise InvalidInput(f"{speaker} is on file as {title} {since} already.", pointer="/title")
        held = SpeakerPosition.objects.create(speaker=speaker, title=title, valid_from=valid_from, valid_to=valid_to)
        record(held, "add", by=by)
        return held


def end_position(pk: int, *, by: Actor, on: date, reason: str) -> SpeakerPosition:
    """Say that ``on`` was the last day in the position ``pk``; an end that was given wrongly is set right this way too.

    Raises NotAllowed, SpeakerPosition.DoesNotExist, and InvalidInput with a pointer where no reason is given, where
    the day lies before the beginning and where the position ends on that day already.
    """
    require(by, "claims.change_speaker", "change a speaker")
    reason = fitting(reason, pointer="/reason")
    if not reason:
        raise InvalidInput("Say in a few words how you know that it ended; it stands in the ledger.", pointer="/reason")
    with transaction.atomic():
        held = SpeakerPosition.objects.select_for_update().get(pk=pk)
        if held.valid_from and on < held.valid_from:
            raise InvalidInput(
                f"{held} began on {held.valid_from.isoformat()}: it cannot end before that. Check the day.",
                pointer="/on",
            )
        if held.valid_to == on:
            raise InvalidInput(f"{held} ends on {on.isoformat()} already.", pointer="/on")
        before = held.facts()
        held.valid_to = on
        held.save(update_fields=["valid_to"])
        record(held, "end", by=by, before=before, reason=reason)
        return held


def _named(name: str) -> str:
    name = " ".join(fitting(name, pointer="/name", most=200).split())
    if not name:
        raise InvalidInput("Give the speaker's name, without titles.", pointer="/name")
    return name


def _known(kind: str) -> str:
    if kind not in Speaker.SpeakerKind.values:
        raise InvalidInput(f"The kind is one of: {', '.join(Speaker.SpeakerKind.values)}.", pointer="/kind")
    return kind


def _describe(speaker: Speaker, *, name: str, kind: str, description: str, wikidata_id: str) -> None:
    """Set what is known of a speaker. Raises InvalidInput for what the table cannot hold."""
    speaker.name, speaker.kind = _named(name), _known(kind)
    speaker.description = fitting(description, pointer="/description", most=300)
    speaker.wikidata_id = fitting(wikidata_id, pointer="/wikidata_id", most=20)


def _save(speaker: Speaker) -> None:
    try:
        with transaction.atomic():
            speaker.save()
    except IntegrityError as error:
        if "wikidata_id_is_one_speaker" not in str(error):
            raise
        other = Speaker.objects.get(wikidata_id=speaker.wikidata_id)
        raise DomainError(
            f"{speaker.wikidata_id} is {other} already. Use that speaker, or check the Wikidata id.",
            pointer="/wikidata_id",
        ) from error
