"""Locators: one form for each address, and a clear no to what cannot be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text.locators import LONGEST_LOCATOR, read_locator
from sources.text.refusals import Refusal
from sources.text.storable import storable


@pytest.mark.parametrize(
    ("given", "locator"),
    [
        ("HTTPS://Host.example:443/wall#x", "https://host.example/wall"),
        ("http://host.example?utm_source=a&b=1", "http://host.example/?b=1"),
        ("https://host.example/mühle", "https://host.example/m%C3%BChle"),
        ("urn:sha256:" + "0" * 64, "urn:sha256:" + "0" * 64),
        ("file:///tmp/a%FF.txt", "file:///tmp/a%FF.txt"),
    ],
)
def test_an_address_has_one_form(given: str, locator: str) -> None:
    assert read_locator(given) == locator
    assert read_locator(locator) == locator


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("https://[bad/", "url-invalid"),
        ("https://ada:secret@host.example/", "url-userinfo"),
        ("https://host.example/" + "漢" * 700, "locator-invalid"),
        ("urn:" + "a" * LONGEST_LOCATOR, "locator-invalid"),
        ("urn:mühle", "locator-invalid"),
        ("urn:a b", "locator-invalid"),
        ("urn:a\n", "locator-invalid"),
        ("", "locator-invalid"),
    ],
)
def test_what_is_no_address_is_refused(given: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_locator(given)
    assert refused.value.code == code
    assert "secret" not in refused.value.message


@given(st.text(alphabet=st.characters(categories=None)))
def test_storable_text_keeps_its_length_and_all_but_what_cannot_be_stored(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    assert "\x00" not in kept
    kept.encode()
    assert all(one == other for one, other in zip(text, kept, strict=True) if other != "\N{REPLACEMENT CHARACTER}")
