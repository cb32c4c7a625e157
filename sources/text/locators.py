"""Locators: the addresses by which two captures are known to be of one document."""

import re

from sources.text.refusals import Refusal
from sources.text.urls import canonical_url

LONGEST_LOCATOR = 2_000  # characters; ASCII of this length also fits an index entry of PostgreSQL
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:[!-~]+")


def read_locator(given: str) -> str:
    """Return the one form of a locator: a web address in its canonical form, another URI as it is.

    Raises Refusal: ``locator-invalid`` where it is no URI in ASCII of at most 2,000 characters, and those of
    ``canonical_url`` for http and https.
    """
    locator = canonical_url(given) if given.lower().startswith(("http:", "https:")) else given
    if len(locator) > LONGEST_LOCATOR:
        why = f"it is {len(locator):,} characters long, and {LONGEST_LOCATOR:,} can be kept"
    elif not _URI.fullmatch(locator):
        why = "it is no URI in ASCII letters, such as https://… or urn:…"
    else:
        return locator
    shown = repr(locator if len(locator) <= 100 else f"{locator[:97]}...")
    raise Refusal(
        "locator-invalid",
        f"{shown} cannot be an article's address: {why}. Give its web address, or a file a shorter path.",
    )
