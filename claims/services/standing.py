"""What stands already for the words of a version, when a run over it comes to keep what it found."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence

from claims.exports.wording import content_parts
from claims.models import ExtractionRun, Quote, Review
from claims.workflow import ReviewState
from sources.models import Version
from sources.text.spans import Span


def content_key(spans: Sequence[Span]) -> str:
    """Return the hash by which the same words of one version are known, whoever marked them."""
    return sha256_of_json([list(span) for span in spans])


def sha256_of_json(value: object) -> str:
    """Return the SHA-256, in hex, of ``value`` as JSON with sorted keys and no spaces."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Standing:
    """The decisions and waiting reviews of other runs over one version, and its quotations; locked while it is read.

    The version's row is locked first: two runs over one version are kept one after the other.
    """

    def __init__(self, run: ExtractionRun) -> None:
        Version.objects.select_for_update(no_key=True).only("pk").get(pk=run.version_id)
        self._decided: dict[str, Review | Quote] = {}
        self._waiting: dict[str, list[Review]] = defaultdict(list)
        reviews = (
            Review.objects.filter(version=run.version_id, state__in=["pending", "accepted", "rejected"])
            .exclude(candidate__run=run)
            .select_related("candidate")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        by_candidate = {}
        for review in reviews:
            by_candidate[review.candidate_id] = review
            if review.state == ReviewState.PENDING.value:
                self._waiting[review.candidate.content_key].append(review)
            else:
                self._decided[review.candidate.content_key] = review
        for quote in Quote.objects.filter(version=run.version_id).prefetch_related("parts"):
            self._note(quote, by_candidate.get(quote.candidate_id) if quote.candidate_id else None)

    def decided(self, key: str) -> Review | Quote | None:
        """Return the decision for these words: a review, or a quotation that an editor marked by hand."""
        return self._decided.get(key)

    def waiting_under_older(self, run: ExtractionRun, key: str) -> list[Review]:
        """Return the reviews of the same words that wait under runs asked for before ``run``."""
        return [review for review in self._waiting[key] if review.candidate.run_id < run.pk]

    def waiting_under_newer(self, run: ExtractionRun, key: str) -> Review | None:
        """Return a review of the same words that waits under a run asked for after ``run``."""
        return next((review for review in self._waiting[key] if review.candidate.run_id > run.pk), None)

    def _note(self, quote: Quote, review: Review | None) -> None:
        """Note the words of a quotation, which an editor may have marked otherwise than the machine did."""
        key = content_key([part.span.span for part in content_parts(quote.parts.all())])
        if quote.candidate_id is None:
            self._decided.setdefault(key, quote)
        elif review is not None and review.state != ReviewState.PENDING.value:
            self._decided.setdefault(key, review)
