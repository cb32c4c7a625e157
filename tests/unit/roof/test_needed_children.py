"""A child that is needed: its folder, and what is told when it ends by itself."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tracker.core.supervisor import Child, ChildEnded, Supervisor, needing
from tracker.laptop import BASE_DIR, var_of, worker


def child(folder: Path, code: str) -> Child:
    return Child("helper", [sys.executable, "-c", code], folder, folder / "logs" / "helper.log", os.environ)


def test_a_child_runs_in_its_folder(tmp_path: Path) -> None:
    with Supervisor(print) as supervisor:
        made = child(tmp_path, "open('here', 'w').close()")
        supervisor.start(made)
        assert made.process is not None
        made.process.wait(30)
    assert (tmp_path / "here").exists()


def test_whoever_needs_a_dead_child_hears_of_it_at_once_with_its_last_words(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "helper.log").write_text("words of an earlier run\n", encoding="utf-8")
    made = child(tmp_path, "import time; print('I cannot go on'); time.sleep(0.3); raise SystemExit(3)")
    before = signal.getsignal(signal.SIGCHLD)
    began = time.monotonic()
    with Supervisor(print) as supervisor:
        supervisor.start(made)
        with pytest.raises(ChildEnded, match=r"helper ended by itself \(exit code 3\)") as told, needing(made):
            time.sleep(30)
    assert time.monotonic() - began < 10
    assert "I cannot go on" in str(told.value)
    assert "earlier run" not in str(told.value)
    assert signal.getsignal(signal.SIGCHLD) is before


def test_a_child_that_was_dead_before_is_noticed_too(tmp_path: Path) -> None:
    made = child(tmp_path, "raise SystemExit(3)")
    with Supervisor(print) as supervisor:
        supervisor.start(made)
        assert made.process is not None
        os.waitid(os.P_PID, made.process.pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(ChildEnded), needing(made):
            raise AssertionError("the block began without its child")


def test_other_children_may_end_and_this_one_may_be_stopped(tmp_path: Path) -> None:
    with Supervisor(print) as supervisor:
        made, other = child(tmp_path, "import time; time.sleep(60)"), child(tmp_path, "")
        supervisor.start(made)
        with needing(made):
            supervisor.start(other)
            assert other.process is not None
            other.process.wait(30)


def test_the_worker_runs_beside_the_code_and_writes_where_the_command_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    var = var_of({"ON_RECORD_VAR": "mine"})
    assert var == tmp_path / "mine"
    made = worker(var, {"ON_RECORD_VAR": "mine"})
    assert made.folder == BASE_DIR
    assert made.environ["ON_RECORD_VAR"] == str(var)
    assert made.log.is_relative_to(var)
