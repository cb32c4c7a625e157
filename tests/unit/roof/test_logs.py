"""Log lines keep what went wrong, in both formats, and never what local variables held."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog

from tracker.logs import logging_config


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """The log in the format of the parameter, written into memory; everything is put back afterwards."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    config = logging_config(request.param, "INFO")
    config["handlers"]["stderr"]["stream"] = written
    del config["loggers"]
    logging.config.dictConfig(config)
    yield written
    root.handlers[:], root.level = handlers, level
    structlog.configure(**before)


def fail() -> None:
    password = "hunter" + "2"
    raise ValueError(f"broken, {len(password)} letters")


def log_with_structlog() -> None:
    try:
        fail()
    except ValueError:
        structlog.get_logger("on_record").exception("it failed", run=7)


def log_with_the_standard_library() -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("django.request").exception("it failed")


@pytest.mark.parametrize("lines", ["json"], indirect=True)
@pytest.mark.parametrize("log", [log_with_structlog, log_with_the_standard_library])
def test_json_keeps_the_traceback(lines: io.StringIO, log: object) -> None:
    assert callable(log)
    log()
    (line,) = lines.getvalue().splitlines()
    event = json.loads(line)
    assert (event["event"], event["level"]) == ("it failed", "error")
    (error,) = event["exception"]
    assert (error["exc_type"], error["exc_value"]) == ("ValueError", "broken, 7 letters")
    assert [frame["name"] for frame in error["frames"]][-1] == "fail"
    assert "hunter2" not in line
    assert not [key for key in event if key.startswith("_")]


@pytest.mark.parametrize("lines", ["console"], indirect=True)
@pytest.mark.parametrize("log", [log_with_structlog, log_with_the_standard_library])
def test_the_console_keeps_the_traceback(lines: io.StringIO, log: object) -> None:
    assert callable(log)
    log()
    assert "ValueError: broken, 7 letters" in lines.getvalue()
    assert "in fail" in lines.getvalue()
    assert "hunter2" not in lines.getvalue()


@pytest.mark.parametrize("lines", ["json"], indirect=True)
def test_facts_stay_facts(lines: io.StringIO) -> None:
    structlog.get_logger("on_record").info("extracted", run=7, article="Harwick: “We will rebuild”")
    event = json.loads(lines.getvalue())
    assert (event["run"], event["article"], event["logger"]) == (7, "Harwick: “We will rebuild”", "on_record")
