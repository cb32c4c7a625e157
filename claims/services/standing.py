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

_LEAD = "that "
_MARKS = "\"“”„‟«»‹›‘’‚‛'「」『』＂"


def content_key(spans: Sequence[Span]) -> str:
    """Return the hash by which the very same passage of one version is known, whoever marked it."""
    return sha256_of_json([list(span) for span in spans])


def words_key(text: str, spans: Sequence[Span]) -> str:
    """Return the hash by which the same words are known although two engines draw their edges otherwise.

    White space and quotation marks at the edges of a part do not count, nor a full stop or comma after it, nor a
    "that" which leads into the first. Anything else that stands there may mean something (a sign, a question mark).
    """
    core: list[Span] = []
    for span in sorted(spans):
        leads = not core and text[span.start : min(span.end, span.start + len(_LEAD))].casefold() == _LEAD
        words = _without_edges(text, Span(span.start + len(_LEAD), span.end) if leads else span)
        if words.start < words.end:
            core.append(words)
    return content_key(core or spans)


def _without_edges(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _MARKS or text[end - 1] in ".,"):
        end -= 1
    return Span(start, end)


def sha256_of_json(value: object) -> str:
    """Return the SHA-256, in hex, of ``value`` as JSON with sorted keys and no spaces."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class Standing:
    """The decisions and waiting reviews of other runs over one version, and its quotations; locked while it is read.

    The version's row is locked first: two runs over one version are kept one after the other.
    """

    def __init__(self, run: ExtractionRun) -> None:
        self._text = Version.objects.select_for_update(no_key=True).only("text").get(pk=run.version_id).text
        self._decided: dict[str, Review | Quote] = {}
        self._wrong_spans: dict[str, Review] = {}  # by the exact key: other edges may be the right ones
        self._waiting: dict[str, list[Review]] = defaultdict(list)
        reviews = (
            Review.objects.filter(version=run.version_id, state__in=["pending", "accepted", "rejected"])
            .exclude(candidate__run=run)
            .select_related("candidate")
            .prefetch_related("candidate__parts__span")
            .select_for_update(of=("self",))
            .order_by("pk")
        )
        by_candidate = {}
        for review in reviews.iterator(chunk_size=2_000):
            by_candidate[review.candidate_id] = review
            key = self.key([part.span.span for part in content_parts(review.candidate.parts.all())])
            if review.state == ReviewState.PENDING.value:
                self._waiting[key].append(review)
            elif review.reject_reason == Review.RejectReason.WRONG_SPAN:
                self._wrong_spans[review.candidate.content_key] = review
            else:
                self._decided[key] = review
        for quote in Quote.objects.filter(version=run.version_id).prefetch_related("parts"):
            self._note(quote, by_candidate.get(quote.candidate_id) if quote.candidate_id else None)

    def key(self, content: Sequence[Span]) -> str:
        """Return how words of this version are asked for below."""
        return words_key(self._text, content)

    def decided(self, key: str, content_key: str) -> Review | Quote | None:
        """Return the decision for these words: a review, or a quotation that an editor marked by hand.

        ``key`` is that of :meth:`key`; a passage that an editor found wrongly cut is known by its very offsets only.
        """
        return self._decided.get(key) or self._wrong_spans.get(content_key)

    def waiting_under_older(self, run: ExtractionRun, key: str) -> list[Review]:
        """Return the reviews of the same words that wait under runs asked for before ``run``."""
        return [review for review in self._waiting[key] if review.candidate.run_id < run.pk]

    def waiting_under_newer(self, run: ExtractionRun, key: str) -> Review | None:
        """Return a review of the same words that waits under a run asked for after ``run``."""
        return next((review for review in self._waiting[key] if review.candidate.run_id > run.pk), None)

    def _note(self, quote: Quote, review: Review | None) -> None:
        """Note the words of a quotation, which an editor may have marked otherwise than the machine did."""
        key = self.key([part.span.span for part in content_parts(quote.parts.all())])
        if quote.candidate_id is None:
            self._decided.setdefault(key, quote)
        elif review is not None and review.state != ReviewState.PENDING.value:
            self._decided.setdefault(key, review)
