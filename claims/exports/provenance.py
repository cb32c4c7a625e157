"""The whole chain behind one quotation, from the bytes to the editor, and how to check it without trusting us."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.models import Candidate, CandidatePart, Quote, QuotePart
    from sources.models import Version
    from tracker.core.models import AuditEvent

Facts = dict[str, Any]
Address = Callable[[str, int], str]


def provenance(quote: "Quote", events: Iterable["AuditEvent"], address: Address) -> Facts:
    """Return the chain in its order: capture, extraction, candidate, ledger; then the steps that check it.

    ``quote`` brings its version with the text, its candidate with run and parts. ``events`` are those of the ledger
    about version, run, review, quotation and claim links, in the order of time. ``address`` makes an address from a
    resource's name and number.
    """
    candidate = quote.candidate
    return {
        "quote": {
            "id": quote.pk,
            "url": address("quote", quote.pk),
            "state": quote.state,
            "record_version": quote.record_version,
            "made": "from a machine's candidate, decided by an editor" if candidate else "by an editor's hand",
        },
        "capture": _capture(quote.version, address),
        "extraction": _extraction(candidate, address) if candidate else None,
        "candidate": _candidate(candidate, address) if candidate else None,
        "ledger": [_event(event) for event in events],
        "how_to_verify": _steps(quote, address),
    }


def _capture(version: "Version", address: Address) -> Facts:
    document = version.document
    return {
        "document": document.pk,
        "locator": document.locator,
        "outlet": document.outlet.name if document.outlet else None,
        "version": version.pk,
        "number": version.number,
        "url": address("version", version.pk),
        "raw_url": address("version-raw", version.pk),
        "got": version.got,
        "got_from": version.got_from,
        "got_at": version.got_at,
        "got_by": str(version.got_by) if version.got_by else None,
        "media_type": version.media_type,
        "raw_sha256": version.raw_sha256,
        "text_sha256": version.text_sha256,
        "characters": len(version.text),
        "reader": version.reader,
        "reader_version": version.reader_version,
    }


def _extraction(candidate: "Candidate", address: Address) -> Facts:
    run = candidate.run
    return {
        "run": run.pk,
        "url": address("run", run.pk),
        "engine": run.engine,
        "engine_version": run.engine_version,
        "parameters": run.parameters,
        "model_sha256": run.model_sha256,
        "fingerprint": run.fingerprint,
        "queued_at": run.queued_at,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "attempts": run.attempts,
    }


def _candidate(candidate: "Candidate", address: Address) -> Facts:
    return {
        "id": candidate.pk,
        "url": address("candidate", candidate.pk),
        "kind": candidate.kind,
        "cue_class": candidate.cue_class,
        "confidence": candidate.confidence,
        "reasons": candidate.reasons,
        "speakers": candidate.speakers,
        "alternatives": candidate.alternatives,
        "said_on": candidate.said_on,
        "said_on_precision": candidate.said_on_precision,
        "relayed_by": candidate.relayed_by,
        "parts": parts_in_order(candidate.parts.all()),
        "content_key": candidate.content_key,
        "parts_key": candidate.parts_key,
    }


def parts_in_order(parts: "Iterable[QuotePart | CandidatePart]") -> list[Facts]:
    """Return role, offsets (code points, half-open) and words of each passage, in the order of the text."""
    found = sorted(parts, key=lambda part: (part.span.start, part.span.end, part.role))
    return [
        {"role": part.role, "start": part.span.start, "end": part.span.end, "text": part.span.text} for part in found
    ]


def _event(event: "AuditEvent") -> Facts:
    return {
        "subject": event.subject_type,
        "subject_id": event.subject_id,
        "sequence": event.sequence,
        "verb": event.verb,
        "at": event.at,
        "by": event.actor,
        "by_kind": "person" if event.editor_id else "software",
        "before": event.before,
        "after": event.after,
        "reason": event.reason,
        "digest": event.digest,
        "previous_digest": event.previous_digest,
    }


def _steps(quote: "Quote", address: Address) -> list[str]:
    version = quote.version
    first = parts_in_order(part for part in quote.parts.all() if part.role == "content")[0]
    slicing = (
        "For each part, take the characters from start (included) to end (excluded) of that text, counted in Unicode "
        "code points from 0. They must be exactly the part's words. In Python: text[start:end]; in JavaScript: "
        "Array.from(text).slice(start, end).join(''). "
        f"Here: text[{first['start']}:{first['end']}] must be “{first['text']}”."
    )
    chain = (
        "In the ledger, the events of one subject are numbered without a gap from 1, and each names the digest of the "
        "one before it. An operator proves the digests, hashes and spans of the whole house with: "
        "manage.py verify_ledger"
    )
    return [
        f"Fetch the bytes as they were captured: GET {address('version-raw', version.pk)}",
        f"Compute their SHA-256. It must be {version.raw_sha256}. A copy that you hold yourself must give the same.",
        f"Fetch the text that was read from them: GET {address('version', version.pk)}, member “text”.",
        f"Encode that text as UTF-8 and compute its SHA-256. It must be {version.text_sha256}.",
        slicing,
        f"To read the text anew from the bytes, use the reader “{version.reader}” {version.reader_version}.",
        chain,
    ]
