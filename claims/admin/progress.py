"""What a page shows of runs while they are at work, and what it says aloud: little, and only what is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from claims.admin.posted import number
from claims.services.progress import MOST_COUNTED, Phase, Stage, stages
from tracker.core.errors import InvalidInput

NEW: Final = ".new"  # after a phase that the page came with, and has not said yet
MOST_FOLLOWED: Final = 60  # runs on one page


@dataclass(frozen=True)
class Shown:
    """One run as a page shows it."""

    stage: Stage

    @property
    def is_last(self) -> bool:
        """Will this stay as it is?"""
        return self.stage.phase.is_last

    @property
    def value(self) -> int | None:
        """How far the bar is filled, from 0 to 100; None where nobody knows."""
        if self.stage.phase is Phase.READING:
            return self.stage.percent
        return 100 if self.stage.phase is Phase.KEEPING else 0

    @property
    def words(self) -> str:
        """What is being done with it."""
        match self.stage.phase:
            case Phase.WAITING:
                return f"Waiting for a worker: {_before(self.stage.before or 0)}"
            case Phase.LOST:
                return "Waiting for a worker again: the last one was lost"
            case Phase.READING:
                return "Reading" if self.stage.percent is None else f"Reading: {self.stage.percent} %"
            case Phase.KEEPING:
                return "Keeping what was found"
            case Phase.DONE:
                return f"Done. {_candidates(self.stage.run.candidate_count or 0)}."
            case Phase.FAILED:
                return "Failed"

    @property
    def elapsed(self) -> str:
        """For how long, in words; empty where it is over or not known."""
        return "" if self.stage.seconds is None else _span(self.stage.seconds)


@dataclass(frozen=True)
class Seen:
    """What a page has of a run: the phase that it shows, and whether it has said so."""

    phase: Phase
    said: bool = True


@dataclass(frozen=True)
class Watch:
    """Runs that a page follows. ``seen`` is what the page had of each when it looked; nothing while it is made."""

    shown: Sequence[Shown]
    seen: Mapping[int, Seen]

    @property
    def unfinished(self) -> bool:
        """Is there more to come?"""
        return not all(one.is_last for one in self.shown)

    @property
    def follows(self) -> str:
        """What the page asks with when it looks again: each run with its phase now, and those not said yet."""
        return ",".join(
            f"{one.stage.run.pk}.{one.stage.phase.value}{'' if self.seen or one.is_last else NEW}" for one in self.shown
        )

    @property
    def lively(self) -> list[Shown]:
        """The runs that may look otherwise than the page has them."""
        return [one for one in self.shown if not self._seen(one).phase.is_last]

    @property
    def moved(self) -> bool:
        """Has a run come to another phase since the page looked?"""
        return any(one.stage.phase is not self._seen(one).phase for one in self.shown)

    @property
    def said(self) -> str:
        """What is said aloud: the beginning, a lost worker, and the end; for several runs together."""
        if len(self.shown) == 1:
            return self._said_of_one(self.shown[0])
        if self.lively and not self.unfinished:
            return self._all_done()
        if any(one.stage.phase is Phase.LOST is not self._seen(one).phase for one in self.shown):
            return "A worker was lost. What it was reading waits for another one."
        new = [one for one in self.shown if not self._seen(one).said]
        return f"{len(new)} readings are at work or wait for a worker." if len(new) > 1 else ""

    def _seen(self, one: Shown) -> Seen:
        return self.seen.get(one.stage.run.pk, Seen(one.stage.phase))

    def _said_of_one(self, one: Shown) -> str:
        at_work = (Phase.READING, Phase.KEEPING)
        seen, phase = self._seen(one), one.stage.phase
        if seen.said and (seen.phase is phase or (seen.phase in at_work and phase in at_work)):
            return ""
        return f"Failed. {one.stage.run.error}" if phase is Phase.FAILED else f"{one.words.rstrip('.')}."

    def _all_done(self) -> str:
        failed = sum(1 for one in self.shown if one.stage.phase is Phase.FAILED)
        found = sum(one.stage.run.candidate_count or 0 for one in self.shown)
        done = f"Done. {_candidates(found)} in {len(self.shown)} readings."
        return f"{done} {failed} failed." if failed else done


def watch(run_ids: Sequence[int], seen: Mapping[int, Seen] | None = None) -> Watch:
    """Return the runs with these numbers as they stand now, for a page that had ``seen`` of each."""
    followed = list(dict.fromkeys(run_ids))[:MOST_FOLLOWED]
    return Watch([Shown(stage) for stage in stages(followed)], seen or {})


def seen_by_page(data: QueryDict) -> dict[int, Seen]:
    """Return what the page has of each run, from “12.reading,13.waiting.new”. Raises InvalidInput."""
    seen: dict[int, Seen] = {}
    for part in data.get("seen", "").split(",")[: MOST_FOLLOWED + 1]:
        said = not part.endswith(NEW)
        pk, _, phase = part.removesuffix(NEW).partition(".")
        if phase not in list(Phase):
            raise InvalidInput("The page has lost its place. Load it again.", pointer="/seen")
        seen[number(pk, "seen")] = Seen(Phase(phase), said)
    if len(seen) > MOST_FOLLOWED:
        raise InvalidInput(f"A page follows {MOST_FOLLOWED} runs at most.", pointer="/seen")
    return seen


def _before(count: int) -> str:
    if not count:
        return "it comes next"
    return f"{count} before it" if count < MOST_COUNTED else f"{count} or more before it"


def _candidates(count: int) -> str:
    return f"{count or 'No'} candidate{'' if count == 1 else 's'}"


def _span(seconds: int) -> str:
    minutes, hours = seconds // 60, seconds // 3600
    if hours:
        return f"{hours} h {minutes % 60} min"
    return f"{minutes} min {seconds % 60} s" if minutes else f"{seconds} s"
