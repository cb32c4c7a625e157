"""Taking in what stands at an address."""

from django.conf import settings

from sources.fetching import fetch
from sources.models import Intake, Version
from sources.services.capture import Delivery, OutletHint, capture, refuse
from sources.text.refusals import Refusal
from sources.text.urls import canonical_url
from tracker.core.actors import Actor


def capture_url(url: str, *, by: Actor, outlet: OutletHint | None = None) -> Intake:
    """Fetch a public address and keep what it answers; private and dangerous addresses are refused."""
    try:
        locator = canonical_url(url)
        fetched = fetch(url, limit_bytes=settings.INTAKE_LIMIT_BYTES, timeout_s=float(settings.FETCH_TIMEOUT_SECONDS))
    except Refusal as refusal:
        return refuse(url, Version.Got.URL, refusal, by=by)
    return capture(
        Delivery(
            raw=fetched.body,
            got=Version.Got.URL,
            asked_for=url,
            locator=locator,
            got_from=fetched.url_final,
            media_type=fetched.media_type,
            charset=fetched.charset or "",
            http_headers=fetched.headers,
            outlet=outlet or OutletHint(),
        ),
        by=by,
    )
