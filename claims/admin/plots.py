"""What the four plots of the first page say: the gist in words, the numbers to draw, and the same numbers as tables."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.dateformat import format as written

from claims.models import Review
from claims.services.figures import VERDICT, Agreement, EngineShare, Figures, Work

TITLES: Final = {
    "queue": "Queue",
    "decisions": "Decisions a day",
    "engines": "Acceptance by engine version",
    "agreement": "Two editors, one candidate",
}
_WEEK: Final = 7
_UNFINISHED: Final = "Today is not over: its numbers still move."
_FACTS: Final = {
    VERDICT: "accept or reject",
    "kind": "kind of quotation",
    "content": "the words",
    "speakers": "speaker",
}
_WORK: Final = ["Accepted", "Rejected", "Put back"]


@dataclass(frozen=True)
class Table:
    """A table as people read it; the first cell of a row names the row."""

    caption: str
    columns: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Link:
    """What to do next, and where."""

    label: str
    address: str


@dataclass(frozen=True)
class Plot:
    """One plot: ``series`` is drawn, ``tables`` hold the same numbers; ``empty`` is told where there are none."""

    title: str
    gist: str
    note: str
    series: list[dict[str, Any]]
    tables: list[Table]
    empty: str = ""
    links: list[Link] = field(default_factory=list)


def plots(figures: Figures, *, may_add: bool) -> dict[str, Plot]:
    """Return the plots by their keys, those of TITLES. ``may_add``: whether the reader may add articles."""
    return {
        "queue": _queue(figures, may_add=may_add),
        "decisions": _decisions(figures),
        "engines": _engines(figures.engines, len(figures.days)),
        "agreement": _agreement(figures.agreement, len(figures.days)),
    }


def _queue(figures: Figures, *, may_add: bool) -> Plot:
    waited = [figures.before, *(day.pending for day in figures.days)]
    more = waited[-1] - waited[-1 - _WEEK]
    beside = f"{abs(more):,} {'more' if more > 0 else 'fewer'} than" if more else "as many as"
    return Plot(
        title=TITLES["queue"],
        gist=f"{waited[-1]:,} waiting, {beside} a week ago",
        note=_UNFINISHED,
        series=[{**_named(day.day, figures), "pending": day.pending} for day in figures.days],
        tables=[
            Table(
                "Waiting at the end of the day",
                ["Day", "Waiting"],
                [[_long(day.day, figures), f"{day.pending:,}"] for day in reversed(figures.days)],
            )
        ],
        empty=""
        if any(waited)
        else f"Nothing waited in these {len(figures.days)} days. Add articles, and what the "
        "engine finds in them waits here.",
        links=[Link("Add articles", reverse("admin:claims_intake_add"))] if may_add else [],
    )


def _decisions(figures: Figures) -> Plot:
    total = Work(
        sum(day.work.accepted for day in figures.days),
        sum(day.work.rejected for day in figures.days),
        sum(day.work.put_back for day in figures.days),
    )
    return Plot(
        title=TITLES["decisions"],
        gist=f"{_count(total.decided, 'decision')} in {len(figures.days)} days: {total.accepted:,} accepted, "
        f"{total.rejected:,} rejected; {total.put_back:,} put back",
        note=f"Put back into the queue, by reopening or undo, is drawn below the line. {_UNFINISHED}",
        series=[{**_named(day.day, figures), **vars(day.work)} for day in figures.days],
        tables=[
            Table(
                "Day by day",
                ["Day", *_WORK],
                [[_long(day.day, figures), *_work(day.work)] for day in reversed(figures.days)],
            ),
            Table("By editor", ["Editor", *_WORK], [[name, *_work(work)] for name, work in figures.editors]),
        ],
        empty="" if total != Work() else _nothing_decided(len(figures.days)),
        links=_to_the_queue(),
    )


def _engines(engines: list[EngineShare], days: int) -> Plot:
    reasons = [reason for reason in Review.RejectReason.values if any(row.reasons.get(reason) for row in engines)]
    return Plot(
        title=TITLES["engines"],
        gist=_gist_of(engines[0]) if engines else "nothing decided",
        note="The whisker is the 95 % interval (Wilson) of the share accepted. Counted are the decisions that stand.",
        series=[
            {
                "engine": row.engine,
                "version": row.version,
                "decided": row.decided,
                "accepted": row.accepted,
                "share": row.share,
                "interval": row.interval,
                "reasons": {_short(reason): row.reasons.get(reason, 0) for reason in reasons},
            }
            for row in engines
        ],
        tables=[
            Table(
                "Share accepted",
                ["Engine version", "Decided", "Accepted", "Share", "95 % interval"],
                [
                    [
                        f"{row.engine} {row.version}",
                        f"{row.decided:,}",
                        f"{row.accepted:,}",
                        _percent(row.share),
                        _interval(row),
                    ]
                    for row in engines
                ],
            ),
            Table(
                "Rejected, by reason",
                ["Engine version", *(_short(reason).capitalize() for reason in reasons)],
                [
                    [f"{row.engine} {row.version}", *(f"{row.reasons.get(reason, 0):,}" for reason in reasons)]
                    for row in engines
                ],
            ),
        ],
        empty="" if engines else _nothing_decided(days),
        links=_to_the_queue(),
    )


def _agreement(agreement: Agreement, days: int) -> Plot:
    total = agreement.read_twice
    kappa = None if agreement.kappa is None else f"{round(agreement.kappa, 2) + 0.0:.2f}"  # + 0.0: no “-0.00”
    beyond_chance = f"is {kappa}" if kappa else "cannot be told yet"
    differs = [(_FACTS.get(fact, fact.replace("_", " ")), count) for fact, count in agreement.differs.items()]
    return Plot(
        title=TITLES["agreement"],
        gist=f"{total:,} read twice, {_percent(agreement.agreed / total)} without any difference; "
        f"on accept or reject κ {beyond_chance}"
        if total
        else "nothing read twice",
        note="κ (Cohen) is agreement beyond chance: 1 is always, 0 no better than chance. A reading that differs in "
        "several facts counts for each.",
        series=[
            {"label": "no difference", "count": agreement.agreed, "agreed": True},
            *({"label": label, "count": count, "agreed": False} for label, count in differs),
        ],
        tables=[
            Table(
                "What two editors made of the same candidate",
                ["What", "Readings", "Share"],
                [
                    ["Read twice", f"{total:,}", ""],
                    ["No difference", f"{agreement.agreed:,}", _percent(agreement.agreed / total)],
                    ["Same decision", f"{agreement.same_verdict:,}", _percent(agreement.same_verdict / total)],
                    *([f"Differ in: {label}", f"{count:,}", _percent(count / total)] for label, count in differs),
                    ["κ on accept or reject", kappa or "–", ""],
                ],
            )
        ]
        if total
        else [],
        empty=""
        if total
        else f"No decision was read by a second editor in these {days} days. Some are drawn for it; look into the "
        "review queue whether one waits for you.",
        links=[Link("Open the queue", reverse("admin:claims_review_changelist"))],
    )


def _gist_of(row: EngineShare) -> str:
    gist = f"{row.engine} {row.version}: {_percent(row.share)} of {row.decided:,} accepted ({_interval(row)})"
    if not row.reasons:
        return gist
    worst = max(row.reasons, key=lambda reason: row.reasons[reason])
    return f"{gist}, mostly rejected as “{_short(worst)}”"


def _nothing_decided(days: int) -> str:
    return f"Nobody decided anything in these {days} days. Begin to review, or choose a longer span."


def _to_the_queue() -> list[Link]:
    return [Link("Begin to review", reverse("admin:claims_review_begin"))]


def _named(day: date, figures: Figures) -> dict[str, Any]:
    return {"day": day.isoformat(), "label": written(day, "j M"), "unfinished": day == figures.days[-1].day}


def _long(day: date, figures: Figures) -> str:
    return f"{written(day, 'D j M')}{', so far' if day == figures.days[-1].day else ''}"


def _work(work: Work) -> list[str]:
    return [f"{work.accepted:,}", f"{work.rejected:,}", f"{work.put_back:,}"]


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _short(reason: str) -> str:
    return reason.replace("-", " ")


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\u00a0%"  # with a space that does not break


def _interval(row: EngineShare) -> str:
    low, high = row.interval
    return f"{low * 100:.0f} to {high * 100:.0f}\u00a0%"
