"""Yours, theirs, and what both began from: what an editor needs to see where a colleague was first."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.admin.choices import Choice
from claims.admin.draft import Draft, from_candidate, from_quote
from claims.admin.words import guessed_speakers
from claims.exports.wording import joined
from claims.models import Quote, Review
from claims.models.choices import Attribution, PartRole
from claims.workflow import ReviewState


@dataclass(frozen=True)
class Difference:
    """One fact three times over, in words; empty where it is not known."""

    fact: str
    base: str
    theirs: str
    yours: str

    @property
    def conflict(self) -> bool:
        """Whether you and they changed it, each otherwise."""
        return self.base not in {self.theirs, self.yours} and self.theirs != self.yours


def three_ways(review: Review, quote: Quote | None, yours: Draft, choices: Sequence[Choice]) -> list[Difference]:
    """Return the facts in which the machine's reading, the colleague's decision and your draft are not all alike.

    ``quote`` is what stands on record now, if anything does.
    """
    names = {choice.speaker.pk: choice.speaker.name for choice in choices}
    base = _words(from_candidate(review.candidate), names)
    if review.candidate.speakers:
        base["speaker"] = guessed_speakers(review.candidate)
    theirs = _words(from_quote(quote), names) if quote else {}
    mine = _words(yours, names)
    rows = [Difference("decision", "waiting", _decision(review), "your draft")]
    for fact in base:
        told = Difference(fact, base[fact], theirs.get(fact, ""), mine[fact])
        if len({told.base, told.yours, *([told.theirs] if quote else [])}) > 1:
            rows.append(told)
    return rows


def _decision(review: Review) -> str:
    if review.state == ReviewState.REJECTED.value:
        return f"rejected: {review.get_reject_reason_display()}"
    return review.get_state_display()


def _words(draft: Draft, names: dict[int, str]) -> dict[str, str]:
    content = [part.text for part in draft.parts if part.role == PartRole.CONTENT]
    said = [names.get(pk, f"no. {pk}") for pk in draft.speakers]
    said += [f"{new.name} (new)" for new in draft.new if new.said]
    behalf = [names.get(pk, f"no. {pk}") for pk in draft.on_behalf_of]
    attribution = dict(Attribution.choices).get(draft.attribution, draft.attribution)
    return {
        "content": joined(content),
        "speaker": ", ".join(said) or draft.described_as,
        "on behalf of": ", ".join(behalf),
        "attribution": str(attribution),
        "kind": draft.kind,
        "said on": draft.said_on,
        "relayed by": draft.relayed_by,
    }
