"""Keeping what an engine found: candidates as raw output, and a review for each."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from claims.extraction.attribution import Attribution
from claims.models import Candidate, CandidatePart, ExtractionRun, Review
from claims.models.choices import PartRole
from claims.workflow import ReviewState, move
from sources.models import SourceSpan
from sources.text.spans import Span
from tracker.core.actors import Agent
from tracker.core.ledger import Change, record_all

SUBJECT = "claims.review"


def propose(run: ExtractionRun, found: Iterable[Attribution]) -> int:
    """Keep the attributions of a run as candidates and open their reviews. Returns how many.

    Words that an editor has decided under another engine are settled at once and not put before an editor again;
    a candidate of an older engine that still waits gives way to the new one.
    """
    parts = {}
    for attribution in found:
        placed = parts_of(attribution)
        parts[parts_key(attribution, placed)] = (attribution, placed)
    rows = SourceSpan.objects.keep(
        run.version, (span for _, placed in parts.values() for spans in placed.values() for span in spans)
    )
    candidates = Candidate.objects.bulk_create(
        _candidate(run, attribution, key) for key, (attribution, _) in parts.items()
    )
    CandidatePart.objects.bulk_create(
        CandidatePart(candidate=candidate, role=role, position=position, span=rows[span])
        for candidate, (_, placed) in zip(candidates, parts.values(), strict=True)
        for role, spans in placed.items()
        for position, span in enumerate(spans)
    )
    _open_reviews(run, candidates)
    return len(candidates)


def parts_of(attribution: Attribution) -> dict[PartRole, list[Span]]:
    """Return the passages of an attribution by role, in order."""
    said_on, occasion = attribution.said_on, attribution.occasion
    placed = {
        PartRole.CONTENT: list(attribution.content),
        PartRole.CUE: list(attribution.cue),
        PartRole.MENTION: list(attribution.mention),
        PartRole.RELAYER: [relay.span for relay in attribution.relayed_by],
        PartRole.DATE: [said_on.span] if said_on else [],
        PartRole.OCCASION: [occasion] if occasion else [],
    }
    return {role: spans for role, spans in placed.items() if spans}


def content_key(spans: Sequence[Span]) -> str:
    """Return the hash by which the same words of one version are known under any engine."""
    return _sha256([list(span) for span in spans])


def parts_key(attribution: Attribution, placed: dict[PartRole, list[Span]]) -> str:
    """Return the hash by which one candidate of a run is known."""
    return _sha256([attribution.kind, {role.value: [list(span) for span in spans] for role, spans in placed.items()}])


def _sha256(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _candidate(run: ExtractionRun, attribution: Attribution, key: str) -> Candidate:
    said_on = attribution.said_on
    return Candidate(
        run=run,
        version=run.version,
        kind=attribution.kind,
        cue_class=attribution.cue_class,
        speakers=[asdict(speaker) for speaker in attribution.speakers],
        alternatives=list(attribution.alternatives),
        confidence=attribution.confidence,
        reasons=list(attribution.reasons),
        said_on=said_on.date if said_on else None,
        said_on_precision=said_on.precision if said_on else "",
        relayed_by=[relay.name for relay in attribution.relayed_by],
        start=attribution.content[0].start,
        content_key=content_key(attribution.content),
        parts_key=key,
    )


def _open_reviews(run: ExtractionRun, candidates: list[Candidate]) -> None:
    by = Agent(run.agent_name)
    earlier = _earlier_reviews(run, candidates)
    reviews = []
    for candidate in candidates:
        standing = earlier.get(candidate.content_key)
        decided = standing is not None and standing.state != ReviewState.PENDING.value
        reviews.append(
            Review(
                candidate=candidate,
                version=run.version,
                start=candidate.start,
                state=move(SUBJECT, "settle" if decided else "propose", "").after,
                settled_by=standing if decided else None,
            )
        )
    Review.objects.bulk_create(reviews)
    record_all((Change(review, "settle" if review.settled_by_id else "propose") for review in reviews), by=by)
    _supersede(reviews, earlier, by=by)


def _earlier_reviews(run: ExtractionRun, candidates: list[Candidate]) -> dict[str, Review]:
    """Return, by content key, the reviews from other runs that stand for the same words; locked. Decided ones win."""
    found = (
        Review.objects.filter(
            version=run.version,
            candidate__content_key__in=[candidate.content_key for candidate in candidates],
            state__in=["pending", "accepted", "rejected"],
        )
        .exclude(candidate__run=run)
        .select_related("candidate")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    standing: dict[str, Review] = {}
    for review in found:
        held = standing.get(review.candidate.content_key)
        if held is None or held.state == ReviewState.PENDING.value:
            standing[review.candidate.content_key] = review
    return standing


def _supersede(reviews: list[Review], earlier: dict[str, Review], *, by: Agent) -> None:
    older_reviews, changes = [], []
    for review in reviews:
        older = earlier.get(review.candidate.content_key)
        if older is None or older.state != ReviewState.PENDING.value:
            continue
        changes.append(Change(older, "supersede", older.facts()))
        older.state = move(SUBJECT, "supersede", older.state).after
        older.settled_by = review
        older.record_version += 1
        older_reviews.append(older)
    Review.objects.bulk_update(older_reviews, ["state", "settled_by", "record_version"])
    record_all(changes, by=by)
