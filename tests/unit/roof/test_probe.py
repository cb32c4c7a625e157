"""The health probe: URLs are asked straight, and worker and beat are healthy only with a pulse."""

import os
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.error import HTTPError

import pytest
from pytest_django import Settings

from tests.unit.sources.servers import serving
from tracker.probe import main
from tracker.pulse import BEAT, WORKER, pulse_of

ROOT = Path(__file__).resolve().parents[3]


def fine(asked: BaseHTTPRequestHandler) -> None:
    code = 200 if asked.headers["Host"] == "record.example" else 400
    asked.send_response(code)
    asked.end_headers()


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY"])
def test_a_url_is_asked_past_the_proxy(variable: str) -> None:
    environ = {name: value for name, value in os.environ.items() if name.lower() != "no_proxy"}
    environ |= {variable: "http://127.0.0.1:1", "ALLOWED_HOSTS": ".record.example,other.example"}
    with serving(fine) as port:
        probe = [sys.executable, "-m", "tracker.probe", f"http://127.0.0.1:{port}/healthz"]
        done = subprocess.run(probe, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_url_that_answers_with_an_error_is_not_healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "wrong.example")
    with serving(fine) as port, pytest.raises(HTTPError, match="400"):
        main(f"http://127.0.0.1:{port}/healthz")


@pytest.mark.parametrize("name", [WORKER, BEAT])
def test_without_a_pulse_nothing_is_healthy(
    name: str, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    assert main(name) == 1
    assert f"The {name} shows no pulse: it never had one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "seconds", "healthy"), [(WORKER, 50, True), (WORKER, 70, False), (BEAT, 250, True), (BEAT, 270, False)]
)
def test_an_old_pulse_is_no_pulse(name: str, seconds: int, healthy: bool, tmp_path: Path, settings: Settings) -> None:
    settings.VAR, settings.SWEEP_EVERY_SECONDS = tmp_path, 100
    pulse_of(name).parent.mkdir()
    pulse_of(name).touch()
    then = time.time() - seconds
    os.utime(pulse_of(name), (then, then))
    assert (main(name) == 0) == healthy
