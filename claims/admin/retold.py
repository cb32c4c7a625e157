"""The ledger's facts retold for people: names for numbers of speakers and editors, the article's words for offsets."""

from collections.abc import Callable, Iterable
from typing import Any

from claims.admin.article import ROLE_WORDS
from claims.models import Speaker
from claims.models.choices import PartRole
from sources.models import SourceSpan
from tracker.core.models import User

_PEOPLE = ("decided by", "by")
Place = tuple[int, int, int]  # version, start, end


def retold(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of a history, {event, version, changes: [(fact, before, after)]}, with the facts as people read them.

    ``version`` is the capture that the offsets among the facts lie in. Three statements at most, however many rows.
    """
    held = list(rows)
    facts = [(name, value, row["version"]) for row in held for name, *both in row["changes"] for value in both if value]
    said = _speakers({pk for name, value, _ in facts if name == "speakers" for _, pk in value})
    passages = _parts({(at, *span) for name, value, at in facts if name == "parts" for _, *span in value})
    people = _people({value for name, value, _ in facts if name in _PEOPLE})

    def told(name: str, value: Any, version: int) -> Any:
        if name not in {"speakers", "parts", *_PEOPLE} or value is None:
            return value
        return said(value) if name == "speakers" else passages(version, value) if name == "parts" else people(value)

    def changes(row: dict[str, Any]) -> list[tuple[Any, ...]]:
        return [(name, *(told(name, value, row["version"]) for value in both)) for name, *both in row["changes"]]

    return [{**row, "changes": changes(row)} for row in held]


def _speakers(pks: set[int]) -> Callable[[Any], str]:
    names = {row.pk: row.name for row in Speaker.objects.filter(pk__in=pks)} if pks else {}

    def told(value: Any) -> str:
        return ", ".join(("for " if role == "behalf" else "") + names.get(pk, f"no. {pk}") for role, pk in value)

    return told


def _parts(places: set[Place]) -> Callable[[int, Any], str]:
    versions, starts = {version for version, *_ in places}, {start for _, start, _ in places}
    kept = SourceSpan.objects.filter(version__in=versions, start__in=starts) if places else ()
    words = {(row.version_id, row.start, row.end): row.text for row in kept}

    def told(version: int, value: Any) -> str:
        return " · ".join(
            f"{ROLE_WORDS.get(PartRole(role), role)} “{words.get((version, start, end), f'{start} to {end}')}”"
            for role, start, end in value
        )

    return told


def _people(pks: set[int]) -> Callable[[Any], str]:
    names = {row.pk: str(row) for row in User.objects.filter(pk__in=pks)} if pks else {}
    return lambda value: names.get(value, f"no. {value}")
