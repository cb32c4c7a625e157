"""The main job on a laptop, behind `make run`: database, worker, seeds, candidates on the screen, admin and API."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tracker.core.embedded import EmbeddedDatabaseError, open_database
from tracker.core.supervisor import Child, ChildEnded, Stopped, Supervisor, needing, stoppable
from tracker.laptop import BASE_DIR, child, var_of, wants_database_of_its_own, worker
from tracker.probe import open_directly

HOST = "127.0.0.1"
DEFAULT_PORT = 8000
LAST_PORT = 65_535
WEB_READY_SECONDS = 60
console = Console(highlight=False)


class CannotRun(Exception):
    """The job cannot go on; the message says why and what to do."""


def main() -> int:
    """Run until Ctrl-C. Returns the exit code."""
    try:
        with stoppable():
            _run(var_of(os.environ))
    except Stopped:
        console.print("Stopped. Nothing is lost: `make run` goes on where this ended.")
        return 0
    except (CannotRun, ChildEnded, EmbeddedDatabaseError) as error:
        console.print(str(error), style="bold red", markup=False)
        return 1
    return 0


def _run(var: Path) -> None:
    if not wants_database_of_its_own(os.environ):
        _serve(var, os.environ)
        return
    with console.status("Starting PostgreSQL"):
        database = open_database(var)
    with database:
        if not database.owned:
            raise CannotRun("Another `make run`, or another command, uses this folder's database. End it first.")
        _serve(var, {**os.environ, "DATABASE_URL": database.url})


def _serve(var: Path, environ: Mapping[str, str]) -> None:
    port = _port(environ)
    began = time.monotonic()
    with console.status("Bringing the database up to date"):
        _manage(["migrate", "--verbosity", "0"], environ)
    web = f"-m gunicorn tracker.wsgi --bind {HOST}:{port} --workers 2 --threads 4".split()
    with Supervisor(console.print) as supervisor:
        extractor = worker(var, environ)
        supervisor.start(extractor)
        with needing(extractor):
            _manage(["seed", "--wait"], environ)
        server = child("web server", web, var, environ)
        supervisor.start(server)
        with console.status("Starting the web server"):
            _wait_for_web(server, port)
        _print_addresses(var, port, time.monotonic() - began)
        supervisor.watch()


def _manage(arguments: list[str], environ: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(BASE_DIR / "manage.py"), *arguments], env=dict(environ), check=False
    )
    if done.returncode:
        raise CannotRun(f"`manage.py {' '.join(arguments)}` failed; its message stands above.")


def _port(environ: Mapping[str, str]) -> int:
    """Return PORT, or 8000, or where 8000 is taken any free port."""
    given = environ.get("PORT", "")
    if given and not (given.isdecimal() and len(given) <= 5 and 1 <= int(given) <= LAST_PORT):
        raise CannotRun(f"PORT is “{given}”; give a number from 1 to {LAST_PORT}, such as 8000.")
    wanted = int(given or DEFAULT_PORT)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError as error:
            if given:
                raise CannotRun(
                    f"Port {wanted} is taken ({error.strerror}). Choose another: PORT=8001 make run"
                ) from error
            probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for_web(server: Child, port: int) -> None:
    deadline = time.monotonic() + WEB_READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with open_directly(f"http://{HOST}:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if not server.is_running():
                break
            time.sleep(0.1)
    raise CannotRun(f"The web server did not come up. Its log, {server.log}, says why.")


def _print_addresses(var: Path, port: int, seconds: float) -> None:
    base = f"http://{HOST}:{port}"
    logins = json.loads((var / "logins.json").read_text(encoding="utf-8"))
    table = Table("User", "Password", "What for", title="Logins", title_justify="left")
    for login in logins.values():
        table.add_row(login["username"], login["password"] or "(as you changed it)", login["what_for"])
    console.print(table)
    console.print(f"Logins and API tokens are kept in {var / 'logins.json'}; only you can read it.", markup=False)
    console.print(f"Review queue   {base}/admin/claims/review/")
    console.print(f"Admin          {base}/admin/")
    console.print(f"API            {base}/api/v1/")
    console.print(f"Ready after {seconds:.1f} s. Ctrl-C stops everything.", style="bold green")


if __name__ == "__main__":
    sys.exit(main())
