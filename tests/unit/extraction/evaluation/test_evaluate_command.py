"""``--evaluate``: the tables, the JSON, and what is said about bad input."""

import json
import time
from pathlib import Path

import pytest

from claims.extraction import ENGINE, Attribution
from claims.extraction.__main__ import main
from claims.extraction.evaluation.command import run
from claims.extraction.evaluation.corpus import load
from claims.extraction.evaluation.evaluate import evaluate

from . import folder


def test_tables_and_json_of_a_small_corpus(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    data, out = folder.write(tmp_path), tmp_path / "figures.json"
    assert main(["--evaluate", str(data), "--json", str(out)]) == 0
    shown, err = capsys.readouterr()
    assert err == ""  # no terminal, no bar
    assert "2 articles, 3 attributions" in shown
    assert "…" not in shown  # nothing is cut off at eighty columns
    for words in ("full", "direct, full", "speech verbs, full", "source accuracy", "52.5", "97.2", "calibration error"):
        assert words in shown
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert figures["split"] == "dev"
    assert figures["articles"] == 2
    assert figures["words"] == len(folder.BRIDGE.split()) + len(folder.FERRY.split())
    assert figures["cpu_seconds"] >= 0
    assert figures["not_verbatim"] == 0
    direct = figures["measures"]["full_direct"]
    assert direct["recall"] == 1.0
    assert direct["hits"]["gold"] == 1
    assert direct["reference"] == {"peer": 71.6, "human": 97.2}
    full = figures["measures"]["full"]
    low, high = full["f1_interval"]
    assert low <= full["f1"] <= high
    held = figures["reliability"]["bins"]
    assert sum(b["predictions"] for b in held) == full["hits"]["predicted"] > 0


def test_a_bar_shows_the_progress_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    assert main(["--evaluate", str(folder.write(tmp_path))]) == 0
    out, err = capsys.readouterr()
    assert "Extracting" in err
    assert "2/2" in err
    assert "Extracting" not in out


def test_another_split(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder.write(tmp_path, split="train")
    assert main(["--evaluate", str(data), "--split", "train"]) == 0
    assert "on train" in capsys.readouterr().out
    assert main(["--evaluate", str(data)]) == 1
    assert "no split “dev”" in capsys.readouterr().err


def test_bad_input_is_a_sentence_and_exit_code_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder.write(tmp_path)
    (data / "dev" / "attributions" / "ferry_two_a1.ann").write_text("T1\tContent x\n", encoding="utf-8")
    for arguments, says in (
        (["--evaluate", str(tmp_path / "none")], "no such folder"),
        (["--evaluate", str(tmp_path)], f"Did you mean {data}?"),
        (["--evaluate", str(data)], "ferry_two_a1.ann, line 1"),
    ):
        assert main(arguments) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert says in err
        assert err.count("\n") == 1


def test_a_json_file_that_cannot_be_written_is_told_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = folder.write(tmp_path)
    assert main(["--evaluate", str(data), "--json", str(tmp_path / "no" / "figures.json")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "cannot be written" in err


def test_an_older_json_file_stands_until_the_new_one_is_made(tmp_path: Path) -> None:
    def interrupted(text: str) -> list[Attribution]:
        raise KeyboardInterrupt

    out = tmp_path / "figures.json"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run(folder.write(tmp_path), "dev", out, extract=interrupted, engine=ENGINE)
    assert out.read_text(encoding="utf-8") == "old"


def test_only_the_extraction_of_the_articles_is_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = 0.0
    seen: list[str] = []

    def slow_at_first(text: str) -> list[Attribution]:
        nonlocal seconds
        seconds += 2.0 if seen else 100.0
        seen.append(text)
        return []

    monkeypatch.setattr(time, "process_time", lambda: seconds)
    measured = evaluate(load(folder.write(tmp_path), "dev"), slow_at_first)
    assert seen[1:] == [folder.BRIDGE, folder.FERRY]
    assert measured.cpu_seconds == 4.0
    assert measured.speed == measured.words / 4.0
    assert measured.words == 23


@pytest.mark.parametrize("arguments", [[], ["a.txt", "--evaluate", "data"], ["a.txt", "--json", "b.json"]])
def test_either_files_or_the_corpus(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert "--evaluate" in capsys.readouterr().err
