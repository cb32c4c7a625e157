"""Verbs of the claims: open, reword, close, reopen, link and unlink quotations."""

from django.db import transaction

from claims.models import Claim, ClaimQuote, Quote
from claims.policies import require
from claims.services.locking import locked, may_begin, ready_for
from claims.services.wording import fitting
from claims.workflow import ClaimState, QuoteState
from tracker.core.errors import DomainError, InvalidInput
from tracker.core.ledger import record, record_removal
from tracker.core.models import User


def open_claim(text: str, *, by: User) -> Claim:
    """Open a claim in the editors' words. Raises NotAllowed, InvalidInput for an empty or overlong text."""
    with transaction.atomic():
        move = may_begin(Claim, "open", by=by)
        claim = Claim.objects.create(text=_worded(text), state=move.after, created_by=by)
        record(claim, move.verb, by=by)
        return claim


def reword(pk: int, text: str, *, by: User, expected_version: int, reason: str) -> Claim:
    """Change a claim's wording; what it said before stays in the ledger."""
    return _change(pk, "reword", by=by, expected_version=expected_version, reason=reason, text=_worded(text))


def close(pk: int, *, by: User, expected_version: int, reason: str) -> Claim:
    """Close a claim that is no longer worked on."""
    return _change(pk, "close", by=by, expected_version=expected_version, reason=reason)


def reopen(pk: int, *, by: User, expected_version: int, reason: str) -> Claim:
    """Take up a closed claim again."""
    return _change(pk, "reopen", by=by, expected_version=expected_version, reason=reason)


def link(
    claim_pk: int, quote_pk: int, *, by: User, stance: ClaimQuote.Stance | str = ClaimQuote.Stance.ASSERTS
) -> ClaimQuote:
    """Link a quotation on record to a claim. Linking what is linked with the same stance changes nothing.

    Raises NotAllowed, InvalidInput for an unknown stance, DomainError for a withdrawn quotation or a closed claim.
    """
    require(by, "claims.change_claim", "link a quotation to a claim")
    if stance not in ClaimQuote.Stance.values:
        raise InvalidInput(f"The stance is one of: {', '.join(ClaimQuote.Stance.values)}.", pointer="/stance")
    with transaction.atomic():
        claim = Claim.objects.select_for_update().get(pk=claim_pk)
        quote = Quote.objects.select_for_update(of=("self",)).get(pk=quote_pk)
        if quote.state != QuoteState.ON_RECORD.value:
            raise DomainError("This quotation is withdrawn; restore it before you link it.", pointer="/quote")
        if claim.state != ClaimState.OPEN.value:
            raise DomainError("This claim is closed; reopen it before you link to it.", pointer="/claim")
        held = ClaimQuote.objects.filter(claim=claim, quote=quote).first()
        if held is None:
            held = ClaimQuote.objects.create(claim=claim, quote=quote, stance=stance, linked_by=by)
            record(held, "link", by=by)
        elif held.stance != stance:
            before = held.facts()
            held.stance = stance
            held.save()
            record(held, "restance", by=by, before=before)
        return held


def unlink(claim_pk: int, quote_pk: int, *, by: User, reason: str) -> None:
    """Take a quotation off a claim; the ledger keeps that it was there. Unlinking twice changes nothing.

    Raises NotAllowed, InvalidInput without a reason, DomainError for a closed claim.
    """
    require(by, "claims.change_claim", "unlink a quotation from a claim")
    if not fitting(reason, pointer="/reason"):
        raise InvalidInput("Say in a few words why you unlink this; it stands in the ledger.", pointer="/reason")
    with transaction.atomic():
        claim = Claim.objects.select_for_update().get(pk=claim_pk)
        held = ClaimQuote.objects.select_for_update().filter(claim=claim, quote=quote_pk).first()
        if held is None:
            return
        if claim.state != ClaimState.OPEN.value:
            raise DomainError("This claim is closed; reopen it before you change its links.", pointer="/claim")
        record_removal(held, "unlink", by=by, reason=reason)
        held.delete()


def _worded(text: str) -> str:
    text = " ".join(fitting(text, pointer="/text").split())
    if not text:
        raise InvalidInput("Say in one sentence what is claimed.", pointer="/text")
    if len(text) > 500:
        raise InvalidInput("A claim is one sentence of 500 characters at most.", pointer="/text")
    return text


def _change(pk: int, verb: str, *, by: User, expected_version: int, reason: str, text: str | None = None) -> Claim:
    with transaction.atomic():
        claim = locked(Claim.objects.all(), pk, expected_version=expected_version)
        move = ready_for(claim, verb, by=by, reason=reason)
        before = claim.facts()
        claim.state = move.after
        claim.text = claim.text if text is None else text
        claim.record_version += 1
        claim.save()
        record(claim, move.verb, by=by, before=before, reason=reason)
        return claim
