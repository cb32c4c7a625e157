"""What stands in one capture: its candidates and quotations in reading order, read in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from claims.exports.wording import joined
from claims.models.choices import Kind, Queue
from sources.text.spans import Span
from tracker.core.models import User

MOST = 400  # items of one capture: more than a person can keep apart on a page

_CONTENT: Final = """
    (SELECT json_agg(json_build_array(span.start, span."end", span.text) ORDER BY part.position)
       FROM {parts} part JOIN sources_sourcespan span ON span.id = part.span_id
      WHERE part.{of} = {row}.id AND part.role = 'content')"""
_SPEAKERS: Final = """
    (SELECT json_agg(speaker.name ORDER BY said.position)
       FROM claims_quotespeaker said JOIN claims_speaker speaker ON speaker.id = said.speaker_id
      WHERE said.quote_id = quote.id AND said.role = 'speaker')"""
_ON_RECORD: Final = _CONTENT.format(parts="claims_quotepart", of="quote_id", row="quote")
_FOUND: Final = _CONTENT.format(parts="claims_candidatepart", of="candidate_id", row="candidate")
_ITEMS: Final = f"""
    SELECT 'r' AS sort, review.id, review.state, review.start, sight.blind,
           CASE WHEN sight.blind OR quote.kind IS NULL THEN candidate.kind ELSE quote.kind END AS kind,
           review.risks, review.awaits_reading, review.decided_by_id, review.leased_by_id, review.leased_until,
           EXISTS (SELECT 1 FROM claims_secondreading reading
                    WHERE reading.review_id = review.id AND reading.state = 'disputed') AS disputed,
           quote.state AS quote_state,
           CASE WHEN review.state = 'accepted' AND NOT sight.blind THEN {_ON_RECORD} ELSE {_FOUND} END AS content,
           CASE WHEN NOT sight.blind THEN {_SPEAKERS} END AS speakers, candidate.speakers::json AS guessed,
           ARRAY(SELECT remark.by_id FROM claims_comment remark
                  WHERE remark.review_id = review.id AND remark.state = 'open') AS commented
      FROM claims_review review JOIN claims_candidate candidate ON candidate.id = review.candidate_id
           LEFT JOIN claims_quote quote ON quote.candidate_id = candidate.id
           CROSS JOIN LATERAL
           (SELECT %(second)s AND review.awaits_reading AND review.decided_by_id <> %(by)s AS blind) sight
     WHERE review.version_id = %(version)s AND review.state IN ('pending', 'accepted', 'rejected')
     UNION ALL
    SELECT 'q', quote.id, 'accepted', quote.start, false, quote.kind, '{{}}', false, NULL, NULL, NULL, false,
           quote.state, {_ON_RECORD}, {_SPEAKERS}, NULL, '{{}}'
      FROM claims_quote quote
     WHERE quote.version_id = %(version)s AND quote.candidate_id IS NULL
     ORDER BY start, sort, id
     LIMIT %(most)s
"""  # noqa: S608 - our own names


@dataclass(frozen=True)
class Item:
    """One candidate or quotation as the list and the article show it.

    ``key`` is r and the review's number, or q and the quotation's; ``look`` is how it is drawn: pending, accepted,
    rejected, disputed, anchor (on record in an older capture than the newest) or withdrawn. ``spans`` are the
    content's, in code points, half-open. ``queued`` tells whether it lies in the queue that the editor works through.
    """

    key: str
    pk: int
    look: str
    kind: str
    words: str
    speaker: str
    spans: Sequence[Span]
    risks: Sequence[str]
    queued: bool
    held_by_another: bool

    @property
    def is_review(self) -> bool:
        """Whether it is a candidate of the machine's, with a review."""
        return self.key.startswith("r")

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.spans[0].start


def items_of(version_pk: int, *, by: User, queue: str = Queue.ALL, outdated: bool = False) -> list[Item]:
    """Return the candidates and quotations of a capture in reading order, MOST at most; one statement.

    What ``by`` is to read a second time looks as if it waited: the first decision is not shown in that queue.
    ``outdated`` tells that the article was captured anew with other words since.
    """
    with connection.cursor() as cursor:
        second = queue == Queue.SECOND
        cursor.execute(_ITEMS, {"version": version_pk, "most": MOST, "second": second, "by": by.pk})
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    now = timezone.now()
    return [_item(row, by, queue, now, outdated=outdated) for row in rows if row["content"]]


def _item(row: dict[str, Any], by: User, queue: str, now: datetime, *, outdated: bool) -> Item:
    held = row["leased_until"] is not None and row["leased_until"] > now
    words = joined([text for _, _, text in row["content"]])
    return Item(
        key=f"{row['sort']}{row['id']}",
        pk=row["id"],
        look=_look(row, outdated=outdated),
        kind=row["kind"],
        words=f"“{words}”" if row["kind"] == Kind.DIRECT else words,
        speaker=_speaker(row),
        spans=[Span(start, end) for start, end, _ in row["content"]],
        risks=row["risks"],
        queued=_queued(row, by, queue, mine=held and row["leased_by_id"] == by.pk),
        held_by_another=held and row["leased_by_id"] != by.pk,
    )


def _look(row: dict[str, Any], *, outdated: bool) -> str:
    if row["blind"]:
        return "pending"
    if row["disputed"]:
        return "disputed"
    if row["state"] != "accepted":
        return str(row["state"])
    if row["quote_state"] == "withdrawn":
        return "withdrawn"
    return "anchor" if outdated else "accepted"


def _speaker(row: dict[str, Any]) -> str:
    if row["speakers"]:
        return ", ".join(row["speakers"])
    guessed = row["guessed"] or []
    return ", ".join(str(who["name"]) for who in guessed) or "nobody named"


def _queued(row: dict[str, Any], by: User, queue: str, *, mine: bool) -> bool:
    """Tell whether a row lies in the queue; the same question as ReviewQuerySet.in_queue asks the database."""
    if row["sort"] == "q":
        return False
    if queue == Queue.SECOND:
        return bool(row["awaits_reading"]) and row["decided_by_id"] != by.pk
    if queue == Queue.DISAGREEMENT:
        return bool(row["disputed"])
    if row["state"] != "pending":
        return False
    if queue == Queue.MINE:
        return mine or by.pk in row["commented"]
    return queue not in Queue.values or queue == Queue.ALL or queue in row["risks"]
