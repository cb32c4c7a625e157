"""The fetcher against real servers: what it takes, and everything that it must not reach."""

import gzip
import shutil
import ssl
import subprocess
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from sources.fetching import fetch
from sources.fetching.addresses import is_public
from sources.text.refusals import Refusal
from tests.unit.sources.servers import Answer, page, serving, serving_tls

ANY = "0.0.0.0"  # noqa: S104 - an address to refuse, not to bind
HERE = (ip_network("127.0.0.1/32"),)
BODY = "<html><p>“We paid,” she said.</p></html>".encode()


class Names:
    """A DNS whose every answer is written down here, and which keeps count of the questions."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        if not self._answers:
            raise OSError("no such host")
        return self._answers.pop(0)


def refusal_of(answer: Answer, *, path: str = "/", limit_bytes: int = 100_000, timeout_s: float = 5) -> Refusal:
    with serving(answer) as port, pytest.raises(Refusal) as refused:
        fetch(f"http://127.0.0.1:{port}{path}", allowed_networks=HERE, limit_bytes=limit_bytes, timeout_s=timeout_s)
    assert refused.value.message.endswith(".")
    return refused.value


def redirect_to(location: str) -> Answer:
    return page(b"", status=302, Location=location)


def test_a_page_comes_with_all_that_its_capture_needs() -> None:
    seen: dict[str, str] = {}

    def answer(request: BaseHTTPRequestHandler) -> None:
        seen.update(request.headers.items(), path=request.path)
        page(gzip.compress(BODY), Content_Encoding="gzip", ETag='"7"')(request)

    with serving(answer) as port:
        asked = f"http://news.example:{port}/a%20b?x=é#top"
        fetched = fetch(asked, allowed_networks=HERE, resolve=Names(["127.0.0.1"]), user_agent="Test/1")
    assert fetched.body == BODY
    assert (fetched.status, fetched.media_type, fetched.charset) == (200, "text/html", "utf-8")
    assert fetched.url_asked == asked
    assert fetched.url_final == f"http://news.example:{port}/a%20b?x=%C3%A9"
    assert fetched.redirects == ()
    assert fetched.headers["etag"] == '"7"'
    assert fetched.fetched_at.tzinfo is not None
    assert seen["Host"] == f"news.example:{port}"
    assert seen["path"] == "/a%20b?x=%C3%A9"
    assert seen["User-Agent"] == "Test/1"


def test_redirects_are_followed_and_remembered() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        (page(BODY) if request.path == "/b" else redirect_to("/b"))(request)

    with serving(answer) as port:
        fetched = fetch(f"http://127.0.0.1:{port}/a", allowed_networks=HERE)
    assert fetched.url_final.endswith("/b")
    assert fetched.redirects == (f"http://127.0.0.1:{port}/a",)


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "fetch-private-address"),
        ("http://[fd00:ec2::254]/", "fetch-private-address"),
        ("//127.0.0.2/", "fetch-private-address"),
        ("http://[::ffff:127.0.0.1]/", "fetch-private-address"),
        ("file:///etc/passwd", "url-scheme"),
        ("http://ann:pw@news.example/", "url-userinfo"),
        ("http://[::1", "fetch-redirects"),
        ("/again", "fetch-redirects"),
    ],
)
def test_a_redirect_is_judged_like_the_first_address(location: str, code: str) -> None:
    assert refusal_of(redirect_to(location)).code == code


@pytest.mark.parametrize("answers", [["93.184.215.14", "10.0.0.1"], ["127.0.0.1"], [ANY], ["::1"], []])
def test_one_bad_address_refuses_the_whole_answer(answers: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        fetch("http://news.example/", resolve=Names(answers))
    assert refused.value.code == ("fetch-private-address" if answers else "fetch-no-address")


def test_a_name_is_asked_once_and_its_next_answer_is_not_used() -> None:
    def elsewhere(request: BaseHTTPRequestHandler) -> None:
        page(b"secret")(request)

    names = Names(["127.0.0.1"], ["127.0.0.2"])
    with serving(page(BODY)) as port, serving(elsewhere, "127.0.0.2"):
        fetched = fetch(f"http://news.example:{port}/", allowed_networks=HERE, resolve=names)
    assert fetched.body == BODY
    assert names.asked == ["news.example"]


def test_a_name_is_asked_and_checked_again_at_every_redirect() -> None:
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    with serving(redirect_to("/b")) as port, pytest.raises(Refusal) as refused:
        fetch(f"http://news.example:{port}/", allowed_networks=HERE, resolve=names)
    assert refused.value.code == "fetch-private-address"
    assert names.asked == ["news.example"] * 2


def test_the_own_machine_is_refused() -> None:
    for url in ("http://localhost/", "http://127.0.0.1:8080/", "http://[::1]/"):
        with pytest.raises(Refusal) as refused:
            fetch(url)
        assert refused.value.code == "fetch-private-address"


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        fetch("http://news.example/", resolve=Names())
    assert refused.value.code == "fetch-no-address"


def test_only_the_ports_of_the_web_are_asked() -> None:
    with pytest.raises(Refusal) as refused:
        fetch("http://news.example:22/", resolve=Names(["93.184.215.14"]))
    assert refused.value.code == "fetch-port"


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.9:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.9:9")
    with serving(page(BODY)) as port:
        assert fetch(f"http://127.0.0.1:{port}/", allowed_networks=HERE).body == BODY


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page(b"no", status=404), "fetch-status"),
        (page(b"no", status=500), "fetch-status"),
        (page(b"", status=304), "fetch-status"),
        (page(b"%PDF", "application/pdf"), "fetch-media-type"),
        (page(b"{}", "application/json"), "fetch-media-type"),
        (page(b"x" * 100_001), "fetch-too-large"),
        (page(gzip.compress(b"\0" * 5_000_000), Content_Encoding="gzip"), "fetch-too-large"),
        (page(b"not gzip", Content_Encoding="gzip"), "fetch-failed"),
        (page(b"x", Content_Encoding="br"), "fetch-encoding"),
        (page(b"x", Content_Encoding="gzip, gzip"), "fetch-encoding"),
    ],
)
def test_what_is_no_page_is_refused(answer: Answer, code: str) -> None:
    assert refusal_of(answer).code == code


def test_the_status_is_told() -> None:
    assert "404" in refusal_of(page(b"no", status=404)).message


def test_a_body_without_length_is_counted_as_it_comes() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.end_headers()
        for _ in range(1_000):
            request.wfile.write(b"x" * 10_000)

    assert refusal_of(answer).code == "fetch-too-large"


def test_a_body_that_breaks_off_is_refused() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"x" * 10)

    assert refusal_of(answer).code == "fetch-failed"


@pytest.mark.parametrize("where", ["headers", "body", "silence"])
def test_a_slow_drip_ends_at_the_deadline(where: str) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        if where == "body":
            request.send_response(200)
            request.send_header("Content-Type", "text/plain")
            request.end_headers()
        elif where == "headers":
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(60):
            time.sleep(0.05)
            request.wfile.write(b"" if where == "silence" else b"x")

    began = time.monotonic()
    assert refusal_of(answer, timeout_s=0.3).code == "fetch-timeout"
    assert time.monotonic() - began < 2


def test_a_slow_name_server_ends_at_the_deadline() -> None:
    def asleep(_host: str, _port: int) -> list[str]:
        time.sleep(1)
        return ["93.184.215.14"]

    began = time.monotonic()
    with pytest.raises(Refusal) as refused:
        fetch("http://news.example/", resolve=asleep, timeout_s=0.2)
    assert refused.value.code == "fetch-timeout"
    assert time.monotonic() - began < 0.9


def test_a_server_that_is_not_there_is_refused() -> None:
    with serving(page(BODY)) as port:
        pass
    with pytest.raises(Refusal) as refused:
        fetch(f"http://127.0.0.1:{port}/", allowed_networks=HERE)
    assert refused.value.code == "fetch-failed"


def test_https_to_a_server_without_tls_is_refused() -> None:
    with serving(page(BODY)) as port, pytest.raises(Refusal) as refused:
        fetch(f"https://127.0.0.1:{port}/", allowed_networks=HERE, tls=ssl.create_default_context(), timeout_s=5)
    assert refused.value.code == "fetch-failed"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a certificate for news.example that signs itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is missing")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=news.example"
    names = ["-addext", "subjectAltName=DNS:news.example"]
    subprocess.run(
        [openssl, *request.split(), *names, "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    return certificate, key


def fetch_over_tls(certificate: tuple[Path, Path], host: str, tls: ssl.SSLContext) -> bytes:
    with serving_tls(page(BODY), *certificate) as port:
        url = f"https://{host}:{port}/"
        return fetch(url, allowed_networks=HERE, resolve=Names(["127.0.0.1"]), tls=tls).body


def test_tls_holds_the_name_although_the_address_is_pinned(certificate: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    assert fetch_over_tls(certificate, "news.example", trusting) == BODY
    for host, tls in (("other.example", trusting), ("news.example", ssl.create_default_context())):
        with pytest.raises(Refusal) as refused:
            fetch_over_tls(certificate, host, tls)
        assert refused.value.code == "fetch-tls"


@pytest.mark.parametrize(
    "address",
    [
        *(ANY, "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "168.63.129.16", "169.254.169.254"),
        *("172.31.0.1", "192.0.0.192", "192.168.1.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "fe80::1%eth0"),
        *("::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:808:808::"),
        *("2001:0:7f00:1::", "2a00::5efe:7f00:1", "2a00::200:5efe:a00:1", "100::1", "5f00::1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "172.32.0.1"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))
