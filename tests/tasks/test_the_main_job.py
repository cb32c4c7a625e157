"""`make run` as a new user meets it: seeds on the screen, admin and API up, everything down again on Ctrl-C."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tracker.core.embedded import open_database, remove_database
from tracker.probe import open_directly

ROOT = Path(__file__).resolve().parents[2]
READY = "Ready after"
SECONDS = 120.0
ARTICLE = """Harwick to rebuild

By Nell Hart

HARWICK, March 3, 2026 — “We will rebuild the wall,” Mayor Ada Okafor said on Tuesday. “It will stand by autumn.”

She spoke to residents at the fish hall after a storm on Sunday broke through the flood wall in two places.
"""

pytestmark = pytest.mark.broker


class Job:
    """The main job, run in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.output = var.parent / "output.txt"
        environ = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PORT"}}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker.run"],
                cwd=ROOT,
                env={**environ, "ON_RECORD_VAR": str(var), "COLUMNS": "120", "http_proxy": "http://127.0.0.1:1"},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS
        while READY not in self.text():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.1)

    def base(self) -> str:
        found = re.search(r"API\s+(http://\S+/)api/v1/", self.text())
        assert found, self.text()
        return found[1]

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: signal.Signals) -> None:
        """Send the signal and see every process that it started go."""
        family = self.family()
        self.process.send_signal(number)
        self.process.wait(60)
        _, alive = psutil.wait_procs(family, timeout=30)
        alive = [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
        assert not alive, alive


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a folder with spaces" / "var"
    folder.parent.mkdir()
    yield folder
    remove_database(folder)


def test_it_runs_stops_and_runs_again(var: Path) -> None:
    job = Job(var)
    job.wait_until_ready()
    assert re.search(r"12 seed articles \(12 new\); \d+ candidates wait for an editor", job.text())
    assert "We will rebuild" in job.text() or "direct" in job.text()
    with open_directly(f"{job.base()}healthz") as answer:
        assert json.load(answer) == {"status": "ok"}
    with open_directly(f"{job.base()}admin/login/") as answer:
        assert "On Record" in answer.read().decode()
    logins = var / "logins.json"
    before = logins.read_text(encoding="utf-8")
    assert logins.stat().st_mode & 0o077 == 0
    for login in json.loads(before).values():
        assert login["password"] in job.text()
    job.end(signal.SIGINT)
    assert job.process.returncode == 0
    assert "Stopped. Nothing is lost" in job.text()

    again = Job(var)
    again.wait_until_ready()
    assert "12 seed articles (0 new)" in again.text()
    assert logins.read_text(encoding="utf-8") == before
    again.end(signal.SIGKILL)
    with open_database(var) as database:  # what kill -9 left behind does not stand in the way
        assert database.owned


def test_a_dead_worker_is_started_again(var: Path) -> None:
    job = Job(var)
    job.wait_until_ready()
    worker = next(process for process in job.family() if "celery" in " ".join(process.cmdline()))
    worker.kill()
    deadline = time.monotonic() + 30
    while "The worker ended" not in job.text():
        assert time.monotonic() < deadline, job.text()
        time.sleep(0.1)
    job.end(signal.SIGTERM)


def test_a_second_one_is_told_about_the_first(var: Path) -> None:
    with open_database(var):
        job = Job(var)
        assert job.process.wait(30) == 1
    assert "End it first" in " ".join(job.text().split())


def ingest(var: Path) -> "subprocess.Popen[str]":
    """Take in an article by itself, from a folder that is not the project's, and wait for its candidates."""
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "ingest", "article.txt", "--wait", "--timeout", "60"],
        cwd=var.parent,
        env={**environ, "ON_RECORD_VAR": var.name, "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_command_waits_for_its_own_worker_from_any_folder_and_hears_when_that_dies(var: Path) -> None:
    with open_database(var) as database:
        environ = {**os.environ, "ON_RECORD_VAR": str(var), "DATABASE_URL": database.url}
        migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environ, check=True)
    article = var.parent / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    with ingest(var) as command:
        told, _ = command.communicate(timeout=90)
    assert command.returncode == 0, told
    assert "We will rebuild the wall" in told

    article.write_text(ARTICLE.replace("autumn", "winter"), encoding="utf-8")
    with ingest(var) as command:
        family = psutil.Process(command.pid)
        deadline = time.monotonic() + 30
        while not (workers := [one for one in family.children() if "celery" in " ".join(one.cmdline())]):
            assert time.monotonic() < deadline, "no worker came"
            time.sleep(0.02)
        workers[0].kill()
        told, _ = command.communicate(timeout=30)
    assert command.returncode == 1, told
    assert "The worker ended by itself (exit code -9)" in told
    assert str(var / "logs" / "worker.log") in told
    assert "give the command again" in told
