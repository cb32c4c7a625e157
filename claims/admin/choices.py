"""Whom an editor may choose as the speaker: who is chosen, whom the article may mean, and who was looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.admin.draft import Draft, NewSpeaker
from claims.admin.known import Known
from claims.models import Candidate, Speaker

MOST_LOOKED_UP = 12
MOST_NAMES = 40
LONGEST = 200  # characters looked up
UNSETTLED = {"anonymous", "unknown"}  # kinds of guesses that name nobody


@dataclass(frozen=True)
class Choice(Known):
    """A speaker on file, offered or chosen, with what tells them apart on the article's day.

    ``sole``: the article names one speaker, and nobody else on file goes or went by that name. It is an offer: a name
    alone never links.
    """

    said: bool
    behalf: bool
    sole: bool


def speaker_choices(draft: Draft, candidate: Candidate | None, *, on: date | None) -> list[Choice]:
    """Return the speakers to choose from: chosen ones, whom the article may mean, and what was looked up.

    What they were is told as of ``on``, or as of today. One statement, or none where there is nobody to ask for.
    """
    chosen = list(dict.fromkeys([*draft.speakers, *draft.on_behalf_of]))
    guesses = candidate.speakers if candidate else []
    names = _names(
        *(guess["name"] for guess in guesses),
        *(candidate.alternatives if candidate else ()),
        *(guess.get("on_behalf_of") for guess in guesses),
        *(new.name for new in draft.new),
    )
    rows: list[Any] = list(
        Speaker.objects.to_choose_from(
            chosen=chosen, names=names, words=draft.lookup[:LONGEST], most=MOST_LOOKED_UP
        ).known_on(on)
    )

    def place(row: Any) -> tuple[int, int, str, int]:
        if row.pk in chosen:
            return 0, chosen.index(row.pk), "", 0
        if row.meant_by is not None:
            return 1, row.meant_by, row.name, row.pk
        return 2, row.match, row.name, row.pk

    meant = [row.pk for row in rows if row.meant_by == 0] if candidate and _names_one(candidate) else []
    return [
        Choice.of(row, said=row.pk in draft.speakers, behalf=row.pk in draft.on_behalf_of, sole=meant == [row.pk])
        for row in sorted(rows, key=place)
    ]


def new_rows(draft: Draft, choices: Sequence[Choice]) -> list[NewSpeaker]:
    """Return the rows for speakers to be made, with an empty one at the end; typed ones always stay."""
    known = {choice.speaker.name.casefold() for choice in choices}
    rows = [new for new in draft.new if new.name.strip() and (draft.typed or new.name.casefold() not in known)]
    return [*dict.fromkeys(rows), NewSpeaker()]


def _names(*given: object) -> list[str]:
    """Return the names that can be looked up, each once, in order."""
    tidy = (" ".join(str(name or "").replace("\x00", "").split()) for name in given)
    return [name for name in dict.fromkeys(tidy) if name][:MOST_NAMES]


def _names_one(candidate: Candidate) -> bool:
    """Whether the engine read one speaker, and by a name."""
    if len(candidate.speakers) != 1 or candidate.alternatives:
        return False
    [guess] = candidate.speakers
    return guess["kind"] not in UNSETTLED and bool(_names(guess["name"]))
