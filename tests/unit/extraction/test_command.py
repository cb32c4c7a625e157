"""The command line: formats, and files that cannot be read."""

import json
from pathlib import Path

import pytest

from claims.extraction.__main__ import main
from claims.extraction.engine import RULES

ARTICLE = 'Bridge to open\r\n\r\nBy Jo Berg\r\n\r\n"The bridge is safe," Anna Holm said.\r\n'


def test_scorer_format_keeps_line_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLE.encode())
    assert main([str(path), "--format", "scorer"]) == 0
    rows = json.loads(capsys.readouterr().out)["predictions"]["bridge"]
    assert [ARTICLE[s:e] for s, e in rows[0]["content"]] == ["The bridge is safe,"]
    assert rows[0]["speaker"] == ["Anna Holm"]


def test_the_rules_can_be_asked_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(ARTICLE.encode())
    assert main([str(path), "--rules", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["system"] == f"{RULES.identity.name} {RULES.identity.version}"
    assert [row["speaker"] for row in answer["predictions"]["bridge"]] == [["Anna Holm"]]


def test_a_broken_file_among_good_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, empty = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "empty.txt"
    good.write_bytes(ARTICLE.encode())
    bad.write_bytes(b"\xff\xfe\x00\xd8")
    empty.write_bytes(b"")
    assert main([str(bad), str(empty), str(tmp_path), str(tmp_path / "none.txt"), str(good)]) == 1
    out, err = capsys.readouterr()
    assert "Anna Holm" in out
    assert "not UTF-8" in err
    assert "holds no text" in err
    assert "directory" in err
    assert "cannot be read" in err
