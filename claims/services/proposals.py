"""Keeping what an engine found: candidates as raw output, and a review for each."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.db import transaction

from claims.extraction.attribution import Attribution
from claims.extraction.risks import is_settled, risks_of
from claims.models import Candidate, CandidatePart, ExtractionRun, Quote, Review
from claims.models.choices import PartRole
from claims.services.standing import Standing, content_key, sha256_of_json
from claims.workflow import NEW, ReviewState, move
from sources.models import SourceSpan
from sources.text.spans import Span
from tracker.core.actors import Agent
from tracker.core.ledger import Change, record_all

SUBJECT = "claims.review"
VERBS = {"pending": "propose", "settled": "settle", "superseded": "supersede"}


def propose(run: ExtractionRun, found: Iterable[Attribution]) -> int:
    """Keep the attributions of a run as candidates and open their reviews. Returns how many.

    Words that an editor has decided, under another engine or by marking them by hand, are settled at once and not put
    before an editor again; a candidate of an older run that still waits gives way to that of the newer run.
    """
    parts = {}
    for attribution in found:
        placed = parts_of(attribution)
        parts[parts_key(attribution, placed)] = (attribution, placed)
    with transaction.atomic():
        return _keep(run, parts)


def _keep(run: ExtractionRun, parts: Mapping[str, tuple[Attribution, dict[PartRole, list[Span]]]]) -> int:
    standing = Standing(run)  # locks come before any writing, in the order in which editors' decisions take them
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
    keys = [standing.key(attribution.content) for attribution, _ in parts.values()]
    risks = [_risks(run.version.text, attribution) for attribution, _ in parts.values()]
    _open_reviews(run, candidates, keys, risks, standing)
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


def parts_key(attribution: Attribution, placed: dict[PartRole, list[Span]]) -> str:
    """Return the hash by which one candidate of a run is known."""
    return sha256_of_json(
        [attribution.kind, {role.value: [list(span) for span in spans] for role, spans in placed.items()}]
    )


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


def _risks(text: str, found: Attribution) -> list[str]:
    return risks_of(
        [span.of(text) for span in found.content],
        settled=is_settled([who.kind for who in found.speakers]),
        confidence=found.confidence,
    )


def _open_reviews(
    run: ExtractionRun, candidates: list[Candidate], keys: list[str], risks: list[list[str]], standing: Standing
) -> None:
    by = Agent(run.agent_name)
    reviews = [
        _review(run, candidate, key, risky, standing)
        for candidate, key, risky in zip(candidates, keys, risks, strict=True)
    ]
    Review.objects.bulk_create(reviews)
    record_all((Change(review, VERBS[review.state]) for review in reviews), by=by)
    older, changes = [], []
    for review, key in zip(reviews, keys, strict=True):
        for waiting in standing.waiting_under_older(run, key):
            if waiting.state != ReviewState.PENDING.value:
                continue  # a twin in this same run has taken its place already
            changes.append(Change(waiting, "supersede", waiting.facts()))
            waiting.state = move(SUBJECT, "supersede", waiting.state).after
            waiting.settled_by = review
            waiting.record_version += 1
            older.append(waiting)
    Review.objects.bulk_update(older, ["state", "settled_by", "record_version"])
    record_all(changes, by=by)


def _review(run: ExtractionRun, candidate: Candidate, key: str, risks: list[str], standing: Standing) -> Review:
    review = Review(candidate=candidate, version=run.version, start=candidate.start, risks=risks)
    decided = standing.decided(key, candidate.content_key)
    newer = standing.waiting_under_newer(run, key)
    if decided is not None:
        review.state = move(SUBJECT, "settle", NEW).after
        review.settled_by = decided if isinstance(decided, Review) else None
        review.settled_by_quote = decided if isinstance(decided, Quote) else None
    elif newer is not None:
        review.state = move(SUBJECT, "supersede", NEW).after
        review.settled_by = newer
    else:
        review.state = move(SUBJECT, "propose", NEW).after
    return review
