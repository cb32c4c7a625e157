"""The desk over HTTP: the next item and a decision, by one client and by eight, beside the floor before and after."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Review, Speaker
from claims.services import speakers
from tests.bench import crowd
from tests.bench.floor import floor, why_not
from tests.bench.load import Load, Next, drive, one_after_another, request
from tests.bench.report import Row
from tests.bench.site import Site, site
from tests.factories import editor
from tracker.core.models import User

FEW = 1_000
MANY = 100_000
DECIDED = 1_000
EDITORS = 8
SECONDS = 5.0
FORM = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


def rows(var: Path) -> Iterator[Row]:
    """Measure with a thousand candidates and with a hundred thousand; ``var`` is the bench's folder."""
    editors = [editor(f"desk{number}") for number in range(EDITORS)]
    speaker = speakers.add("Bench Desk", by=editors[0])
    crowd.seeded()
    crowd.copied(FEW + DECIDED)
    _lived_in(editors[0], speaker)
    few = Review.objects.pending().count()
    with ExitStack() as stack:
        ours = stack.enter_context(site(var))
        reviews = _pending()
        deciding_few = _decide(ours, editors[:1], reviews, speaker, most=FEW // 2)
        next_few = _next(ours, editors[:1])
    many = crowd.copied(MANY)
    beside = f"times as long as at {few:,} candidates"
    with ExitStack() as stack:
        before = _floor(var)
        ours = stack.enter_context(site(var))
        reviews = _pending()
        statements = _statements(editors[0], reviews, speaker)
        deciding, next_ = _decide(ours, editors[:1], reviews, speaker), _next(ours, editors[:1])
        at_eight, next_eight = _decide(ours, editors, reviews, speaker), _next(ours, editors)
        after = _floor(var)
    yield Row("candidates that wait", f"{many:,}")
    yield Row(
        "SQL statements: decision / next / next with a new article",
        " / ".join(map(str, statements)),
        "sign-in included",
    )
    yield Row("decision, one client", _said(deciding), f"{deciding.ms(50) / deciding_few.ms(50):.2f} {beside}")
    yield Row("next item, one client", _said(next_), f"{next_.ms(50) / next_few.ms(50):.2f} {beside}")
    share = [f"{at_eight.rate / load.rate:.2f} of the floor’s {load.rate:.0f}/s" for load in (before, after) if load]
    yield Row("decision, eight clients", _said(at_eight), "; ".join(share) or why_not())
    yield Row("next item, eight clients", _said(next_eight))


def _lived_in(by: User, speaker: Speaker) -> None:
    """Accept DECIDED candidates: a house that has worked for a day has quotations, and PostgreSQL knows that it has."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(by)
    for review in islice(_pending(), DECIDED):
        _post(browser, _address(review), _body(review, speaker))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _post(browser: Client, address: str, body: bytes) -> None:
    answer = browser.post(address, body, content_type=FORM["Content-Type"], headers={"HX-Request": "true"})
    assert answer.status_code in {200, 204}, answer.status_code


def _said(load: Load) -> str:
    faults = f"; FAULTS {dict(load.faults)} {load.example}" if load.faults else ""
    return f"{load.ms(50):.1f} ms (p95 {load.ms(95):.1f}), {load.rate:.0f}/s{faults}"


def _floor(var: Path) -> Load | None:
    if why_not():
        return None
    with floor(var) as running:
        return running.decisions(EDITORS)


def _pending() -> Iterator[Review]:
    """Yield what waits, each once, from the end of the queue: the next item is taken from its beginning."""
    waiting = Review.objects.pending().select_related("candidate").prefetch_related("candidate__parts__span")
    return waiting.order_by("-version_id", "-start", "-id").iterator(chunk_size=2000)


def _decide(ours: Site, editors: list[User], reviews: Iterator[Review], speaker: Speaker, *, most: int = 8_000) -> Load:
    """Let the editors accept candidate after candidate by the same speaker, ``most`` of them in all."""
    clients = []
    for one in editors:
        headers = {**ours.headers(one), **FORM}
        prepared = [
            request("POST", _address(review), headers, _body(review, speaker))
            for review, _ in zip(reviews, range(most // len(editors)), strict=False)
        ]
        clients.append(one_after_another(prepared))
    return drive(ours.port, clients, seconds=SECONDS)


def _address(review: Review) -> str:
    return f"/admin/claims/review/{review.pk}/change/"


def _body(review: Review, speaker: Speaker) -> bytes:
    parts = sorted(review.candidate.parts.all(), key=lambda part: (part.role, part.position))
    fields = [
        ("action", "accept"),
        ("expected_version", "1"),
        ("queue", "all"),
        ("kind", review.candidate.kind),
        ("attribution", "named"),
        ("speakers", str(speaker.pk)),
    ]
    for part in parts:
        fields += [
            ("part_role", part.role),
            ("part_start", str(part.span.start)),
            ("part_end", str(part.span.end)),
            ("part_text", part.span.text),
        ]
    return urlencode(fields).encode()


def _next(ours: Site, editors: list[User]) -> Load:
    """Let each editor go on and on without deciding; the article on the page is that of the item before."""
    return drive(ours.port, [_going_on(ours.headers(one)) for one in editors], seconds=SECONDS)


def _going_on(headers: dict[str, str]) -> Next:
    seen = {"after": "", "shown": ""}

    def ask(body: bytes) -> bytes:
        for name, mark in (("after", b'data-review="'), ("shown", b'data-version="')):
            at = body.find(mark)
            if at >= 0:
                seen[name] = body[at + len(mark) : body.index(b'"', at + len(mark))].decode()
        return request("POST", "/admin/claims/review/next/", {**headers, **FORM}, urlencode(seen).encode())

    return ask


def _statements(by: User, reviews: Iterator[Review], speaker: Speaker) -> list[int]:
    """Count the statements of a decision, of the next item in the same article, and of one in another."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(by)
    review = next(reviews)

    def posted(address: str, body: bytes) -> int:
        with CaptureQueriesContext(connection) as context:
            _post(browser, address, body)
        return sum(1 for query in context.captured_queries if not query["sql"].startswith(TRANSACTION))

    deciding = posted(_address(review), _body(review, speaker))
    first = Review.objects.pending().in_reading_order()[0]
    here = urlencode({"after": first.pk, "shown": first.version_id}).encode()
    return [deciding, posted("/admin/claims/review/next/", here), posted("/admin/claims/review/next/", b"shown=0")]
