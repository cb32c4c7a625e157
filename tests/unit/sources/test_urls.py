"""Web addresses: one canonical form, and refusals for what is no address."""

import pytest

from sources.text.refusals import Refusal
from sources.text.urls import canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Courier.Example:80/A?b=2&a=1#top", "http://courier.example/A?b=2&a=1"),
        (" https://courier.example:443 ", "https://courier.example/"),
        ("https://courier.example:8443/x", "https://courier.example:8443/x"),
        ("https://courier.example/a?utm_source=x&id=7&fbclid=y&GCLID=z", "https://courier.example/a?id=7"),
        ("https://courier.example/a?utm%5Fsource=x", "https://courier.example/a"),
        ("https://Bücher.example./ä b".replace(" ", "%20"), "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("http://[2001:DB8:0::1]/", "http://[2001:db8::1]/"),
        ("https://courier.example/a?q=caf%C3%A9&x", "https://courier.example/a?q=caf%C3%A9&x"),
    ],
)
def test_the_canonical_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url-invalid"),
        ("courier.example/a", "url-scheme"),
        ("file:///etc/passwd", "url-scheme"),
        ("javascript:alert(1)", "url-scheme"),
        ("gopher://courier.example/", "url-scheme"),
        ("https://ann:secret@courier.example/", "url-userinfo"),
        ("https://courier.example@127.0.0.1/", "url-userinfo"),
        ("https://", "url-invalid"),
        ("https://courier.example:99999/", "url-invalid"),
        ("https://courier.example:0/", "url-invalid"),
        ("https://[::1/", "url-invalid"),
        ("https://[fe80::1%25eth0]/", "url-invalid"),
        ("https://a b.example/", "url-invalid"),
        ("https://courier.example/\r\nHost: x", "url-invalid"),
        ("https://courier.example\\@evil.example/", "url-invalid"),
        ("http://2130706433/", "url-invalid"),
        ("http://0x7f.1/", "url-invalid"),
        ("http://127.1/", "url-invalid"),
        ("http://a..example/", "url-invalid"),
        ("https://courier.example/" + "a" * 3_000, "url-invalid"),
    ],
)
def test_what_is_no_address_is_refused(url: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        canonical_url(url)
    assert refused.value.code == code
    assert "secret" not in refused.value.message
