"""What is known of a speaker on file, in short: by what an editor tells one from another."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from claims.exports.wording import displayed, joined
from claims.models import Speaker
from claims.querysets import MOST_QUOTES_COUNTED
from claims.templatetags.dates import known_to

SHORT = 140  # characters of the last quotation


@dataclass(frozen=True)
class Last:
    """The quotation that was put on record last. ``when`` is its day in words, as exactly as it is known."""

    words: str
    said_on: date | None
    when: str
    outlet: str


@dataclass(frozen=True)
class Known:
    """A speaker, with what tells them apart on a day.

    ``position`` is such as “mayor of Harwick since 2025”, ``past`` whether it had ended by that day. ``quotes`` is how
    many quotations are on record, such as “12” or “99+”. ``namesake``: another speaker goes or went by the same name.
    """

    speaker: Speaker
    position: str
    past: bool
    last: Last | None
    quotes: str
    namesake: bool

    @property
    def wikidata_id(self) -> str:
        """Such as Q76, or nothing."""
        return self.speaker.wikidata_id

    def to_the_blind(self) -> Self:
        """Return it without what they said last: it may be the very statement that is read a second time."""
        return replace(self, last=None, quotes="")

    @classmethod
    def of(cls, speaker: Speaker, **also: Any) -> Self:
        """Return what :meth:`SpeakerQuerySet.known_on` brought along with ``speaker``; ``also`` is a subclass's own."""
        row: Any = speaker
        before = row.position_before
        return cls(
            speaker=speaker,
            position="; ".join(map(_held, row.positions_held)) or (_ended(before) if before else ""),
            past=bool(before and not row.positions_held),
            last=_last(row.last_said) if row.last_said else None,
            quotes=_count(row.newest_quotes),
            namesake=row.has_namesake,
            **also,
        )


def _held(position: dict[str, Any]) -> str:
    title, begin, end = position["title"], position["valid_from"], position["valid_to"]
    if begin and end:
        return f"{title}, {begin[:4]} to {end[:4]}" if begin[:4] != end[:4] else f"{title} in {begin[:4]}"
    if begin:
        return f"{title} since {begin[:4]}"
    return f"{title}, to {end[:4]}" if end else str(title)


def _ended(position: dict[str, Any]) -> str:
    return f"{position['title']} until {position['valid_to'][:4]}"


def _last(said: dict[str, Any]) -> Last:
    words = joined(said["passages"])
    if len(words) > SHORT:
        words = f"{words[:SHORT].rstrip()}…"
    return Last(
        words=displayed(said["kind"], [words]),
        said_on=date.fromisoformat(said["said_on"]) if said["said_on"] else None,
        when=known_to(said["said_on"], said["precision"]),
        outlet=said["outlet"] or "",
    )


def _count(newest: list[int | None]) -> str:
    """Return how many quotations are on record; “99+” where more were there to be looked at than were."""
    found = len({quote for quote in newest if quote is not None})
    if len(newest) < MOST_QUOTES_COUNTED:
        return str(found)
    return f"{min(found, MOST_QUOTES_COUNTED - 1)}+"
