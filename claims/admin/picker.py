"""What the speaker picker is answered: the speakers found, and one made on the spot, each with the same fields."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import transaction
from django.http import QueryDict

from claims.admin.known import Known
from claims.admin.posted import words
from claims.models import Speaker
from claims.services import speakers as verbs
from tracker.core.actors import Actor
from tracker.core.errors import InvalidInput

MOST_FOUND = 12
MOST_TYPED = 200  # characters


@dataclass(frozen=True)
class Asked:
    """What the picker's page tells of itself: its article's day, and whether a decided item is read blind there."""

    on: date | None
    blind: bool

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """Return what the fields “on” (such as 2026-03-04; anything else is no day) and “blind” hold."""
        try:
            on = date.fromisoformat(data.get("on", ""))
        except ValueError:
            on = None
        return cls(on, blind=bool(data.get("blind")))


def found(typed: str, asked: Asked) -> list[dict[str, Any]]:
    """Return the speakers one of whose names holds every word typed, the best matches first, as of that day or today.

    Three statements, or none where nothing was typed.
    """
    wanted = typed.replace("\x00", "")[:MOST_TYPED]
    return shown(list(Speaker.objects.best_matches(wanted).values_list("pk", flat=True)[:MOST_FOUND]), asked)


def namesakes(name: str, asked: Asked) -> list[dict[str, Any]]:
    """Return the speakers on file who go or went by ``name``, as :func:`found` does."""
    return shown(list(Speaker.objects.called(name).values_list("pk", flat=True)[:MOST_FOUND]), asked)


def shown(pks: list[int], asked: Asked) -> list[dict[str, Any]]:
    """Return the speakers ``pks``, in that order, with what tells them apart; two statements, or none for none."""
    rows = Speaker.objects.filter(pk__in=pks).known_on(asked.on).prefetch_related("names")
    known = [Known.of(row) for row in sorted(rows, key=lambda row: pks.index(row.pk))]
    return [_fields(one.to_the_blind() if asked.blind else one) for one in known]


def made(data: QueryDict, *, by: Actor, namesake: bool) -> int:
    """Make the speaker that was typed, with their position if one was typed, and return their number.

    Raises NotAllowed, and InvalidInput with a pointer for what is no speaker: also for a ``namesake`` of somebody on
    file of whom nothing is said that tells the two apart.
    """
    description, position = words(data, "description", most=300), words(data, "position", most=200)
    if namesake and not (description or position):
        raise InvalidInput(
            "Describe the new speaker by role, place or years: the name alone does not tell the two apart.",
            pointer="/description",
        )
    with transaction.atomic():
        kind = words(data, "kind") or Speaker.SpeakerKind.PERSON
        speaker = verbs.add(words(data, "name", most=200), by=by, kind=kind, description=description)
        if position:
            verbs.add_position(speaker.pk, position, by=by)
        return speaker.pk


def _fields(known: Known) -> dict[str, Any]:
    speaker, last = known.speaker, known.last
    others = [held.name for held in speaker.names.all() if held.name != speaker.name]
    detail = (
        speaker.description or ("no description yet" if known.namesake else ""),
        speaker.get_kind_display(),
        f"also {', '.join(others)}" if others else "",
        f"{known.quotes} on record" if known.quotes else "",
        f"no. {speaker.pk}",
    )
    return {
        "id": speaker.pk,
        "name": speaker.name,
        "kind": speaker.kind,
        "description": speaker.description,
        "position": known.position,
        "past": known.past,
        "last": last
        and {
            "words": last.words,
            "said_on": last.said_on and last.said_on.isoformat(),
            "when": last.when,
            "outlet": last.outlet,
        },
        "count": known.quotes,
        "wikidata_id": known.wikidata_id,
        "namesake": known.namesake,
        "other_names": others,
        "detail": " · ".join(filter(None, detail)),
    }
