"""A broken manifest is refused in words that say which entry and what to mend."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seeds.catalogue import BrokenManifest, articles, gold_path

Entry = dict[str, Any]


def _entry(**changes: object) -> Entry:
    entry: Entry = {
        "file": "a.txt",
        "url": "https://paper.example/a",
        "outlet": {"name": "The Paper", "domain": "paper.example", "language": "en"},
        "captured_note": "As published.",
        "version_of": None,
        "syndicated_from": None,
    }
    return entry | changes


@pytest.fixture
def write(tmp_path: Path) -> Callable[[object], Path]:
    (tmp_path / "articles").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "articles" / name).write_text("An article.")

    def write_manifest(entries: object) -> Path:
        path = tmp_path / "manifest.json"
        path.write_text(entries if isinstance(entries, str) else json.dumps(entries))
        return path

    return write_manifest


def test_entries_come_in_their_order(write: Callable[[object], Path]) -> None:
    second = _entry(file="b.txt", version_of="a.txt")
    first, again = articles(write([_entry(), second]))
    assert (first.path.name, again.path.name, again.version_of) == ("a.txt", "b.txt", "a.txt")
    assert (first.media_type, first.outlet_domain) == ("text/plain", "paper.example")
    assert gold_path(first).name == "a.gold.json"


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ("{", "not JSON"),
        ([], "at least one entry"),
        ([7], "entry 1 must be an object"),
        ([_entry(file="")], "file must be a text"),
        ([_entry(file="../a.txt")], "plain name"),
        ([_entry(file="c.txt")], "no file c.txt"),
        ([_entry(extra=1)], r"unknown keys \['extra'\]"),
        ([_entry(outlet={"name": "x"})], r"outlet: missing keys \['domain', 'language'\]"),
        ([_entry(url="https://other.example/a")], "not an https address at paper.example"),
        ([_entry(url="http://paper.example/a")], "not an https address"),
        (
            [
                _entry(
                    url="https://paper.test/a",
                    outlet={"name": "P", "domain": "paper.test", "language": "en"},
                )
            ],
            "must end in .example",
        ),
        ([_entry(), _entry()], "listed twice"),
        ([_entry(), _entry(file="b.txt")], "a.txt has the same url"),
        ([_entry(version_of="b.txt")], "does not stand before it"),
        ([_entry(syndicated_from="b.txt")], "does not stand before it"),
        (
            [_entry(), _entry(file="b.txt", url="https://paper.example/b", version_of="a.txt")],
            "must have the same url",
        ),
        (
            [
                _entry(),
                _entry(
                    file="b.txt",
                    url="https://paper.example/b",
                    outlet={"name": "Another", "domain": "paper.example", "language": "en"},
                ),
            ],
            "described in two ways",
        ),
    ],
)
def test_a_broken_manifest_says_what_to_mend(entries: object, message: str, write: Callable[[object], Path]) -> None:
    with pytest.raises(BrokenManifest, match=message):
        articles(write(entries))


def test_a_missing_manifest_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(BrokenManifest, match=r"manifest\.json cannot be read"):
        articles(tmp_path / "manifest.json")
