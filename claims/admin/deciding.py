"""What an editor asked for on the card, done by the services."""

from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict

from claims.admin.draft import makes_speakers, statement_of
from claims.admin.posted import number, version_seen, words
from claims.models import Claim, Quote, Review
from claims.services import claims as claim_verbs
from claims.services import readings
from claims.services import review as verbs
from tracker.core.errors import InvalidInput
from tracker.core.models import User


@dataclass(frozen=True)
class Done:
    """What was done: the word for people, and how the item looks from now on."""

    word: str
    look: str
    review: Review


def decided(pk: int, data: QueryDict, *, by: User, second: bool) -> Done:
    """Do what the pressed button says about review ``pk``; ``second`` if it is read a second time.

    Raises DomainError, with a pointer to the field at fault, and then nothing was written.
    """
    action = data.get("action", "")
    if action == "accept":
        return _read(pk, data, by=by) if second else _accepted(pk, data, by=by)
    if action == "reject":
        return _rejected(pk, data, by=by, second=second)
    if action == "reopen":
        review = verbs.reopen(pk, by=by, expected_version=version_seen(data), reason=words(data, "reason"))
        return Done("Reopened. It waits in the queue again", "pending", review)
    raise InvalidInput("Press one of the buttons: accept, reject, skip or reopen.")


def _accepted(pk: int, data: QueryDict, *, by: User) -> Done:
    linked = bool(data.get("claim", "").strip() or data.get("claim_new", "").strip())
    # One transaction for all, where there is more than the decision itself.
    with transaction.atomic() if linked or makes_speakers(data) else nullcontext():
        statement = statement_of(data, by=by)
        seen = version_seen(data)
        review, quote = verbs.accept(pk, statement, by=by, expected_version=seen, note=words(data, "note"))
        if linked:
            _link(quote, data, by=by)
    return Done("Accepted", "accepted", review)


def _link(quote: Quote, data: QueryDict, *, by: User) -> None:
    sentence = words(data, "claim_new", most=500)
    claim = claim_verbs.open_claim(sentence, by=by).pk if sentence else number(data.get("claim", ""), "claim")
    try:
        claim_verbs.link(claim, quote.pk, by=by, stance=words(data, "stance") or "asserts")
    except Claim.DoesNotExist as error:
        raise InvalidInput(f"There is no claim with number {claim}.", pointer="/claim") from error


def _rejected(pk: int, data: QueryDict, *, by: User, second: bool) -> Done:
    reason = words(data, "reject_reason")
    note = "\n".join(filter(None, (words(data, "note"), words(data, "reject_note"))))
    seen = version_seen(data)
    if second:
        reading = readings.read_rejecting(pk, reason, by=by, expected_version=seen, note=note)
        return Done("Read", "disputed" if reading.differs_in else "accepted", reading.review)
    return Done("Rejected", "rejected", verbs.reject(pk, reason, by=by, expected_version=seen, note=note))


def _read(pk: int, data: QueryDict, *, by: User) -> Done:
    with transaction.atomic() if makes_speakers(data) else nullcontext():
        statement = statement_of(data, by=by)
        note = words(data, "note")
        reading = readings.read_accepting(pk, statement, by=by, expected_version=version_seen(data), note=note)
    return Done("Read", "disputed" if reading.differs_in else "accepted", reading.review)
