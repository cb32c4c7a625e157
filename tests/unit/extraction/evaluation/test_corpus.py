"""Reading PolNeAR's form, and saying what is wrong with a folder or file that has not got it."""

from pathlib import Path

import pytest

from claims.extraction.evaluation.corpus import BadCorpus, load, read_annotations

from . import folder


def test_the_first_annotator_reads_and_line_ends_stay(tmp_path: Path) -> None:
    bridge, ferry = load(folder.write(tmp_path), "dev")
    assert (bridge.name, ferry.name) == ("bridge_one", "ferry_two")
    assert bridge.text == folder.BRIDGE
    assert [[bridge.text[s:e] for s, e in gold.content] for gold in bridge.gold] == [
        ["“The bridge is safe,”"],
        ["it will sway"],
    ]
    assert [bridge.text[s:e] for s, e in bridge.gold[0].source] == ["Anna Holm, the engineer"]


def test_pieces_of_a_content_are_put_in_reading_order() -> None:
    (gold,) = read_annotations("T1\tContent 30 40;50 60\tx y\nT2\tContent 1 5\tz\nE1\tContent:T1 Content2:T2\n")
    assert gold.content == [(1, 5), (30, 40), (50, 60)]
    assert gold.source == []


def test_attributions_come_in_the_order_of_content_cue_and_label() -> None:
    lines = ["T1\tContent 0 5\ta", "T2\tSource 7 9\tb", "T3\tSource 11 15\tc", "T4\tContent 0 3\td"]
    events = ["E9\tContent:T1 Source:T2", "E10\tContent:T1 Source:T3", "E11\tContent:T4"]
    found = read_annotations("\n".join(lines + events))
    assert [gold.content[0] for gold in found] == [(0, 3), (0, 5), (0, 5)]
    assert [gold.source for gold in found[1:]] == [[(11, 15)], [(7, 9)]]  # "E10" stands before "E9", as text


def test_line_ends_notes_and_attributions_without_content() -> None:
    notes = "\r\n#1\tAnnotatorNotes E1\tWhy\r\nThe next line of it\r\n"
    body = f"T1\tContent 0 5\tabcde\r\n{notes}E1\tContent:T1\r\nE2\tCue:T1\r\n"
    assert [gold.content for gold in read_annotations(body)] == [[(0, 5)]]
    assert read_annotations("") == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("T1\tContent zero 5\tx\n", "line 1"),
        ("T1\tContent 0 5\tx\nE1\tnothing\n", "line 2"),
        ("T1\tContent 0 5\tx\nE1\tContent:T7\n", "T7"),
        ("T1\tContent 5 5\tx\n", "5-5"),
        ("T1\tContent 0 11\tx\n", "11"),
        ("<html>not found</html>\n", "brat"),
    ],
)
def test_bad_lines_are_named(body: str, says: str) -> None:
    with pytest.raises(BadCorpus, match=says) as refusal:
        read_annotations(body, 10, "a.ann")
    assert "a.ann" in str(refusal.value)
    assert "npack the corpus anew." in str(refusal.value)


def test_a_span_may_end_where_the_text_ends() -> None:
    assert read_annotations("T1\tContent 0 10\tx\nE1\tContent:T1\n", 10)[0].content == [(0, 10)]


def test_folders_that_are_not_the_corpus(tmp_path: Path) -> None:
    data = folder.write(tmp_path)
    with pytest.raises(BadCorpus, match="no such folder"):
        load(tmp_path / "nowhere", "dev")
    with pytest.raises(BadCorpus, match="this is a file"):
        load(data / "dev" / "text" / "ferry_two.txt", "dev")
    with pytest.raises(BadCorpus, match="not PolNeAR's") as refusal:
        load(data / "dev" / "text", "dev")
    assert "Did you mean" not in str(refusal.value)
    for near in (tmp_path, data / "dev"):
        with pytest.raises(BadCorpus) as refusal:
            load(near, "dev")
        assert f"Did you mean {data}?" in str(refusal.value)
    with pytest.raises(BadCorpus, match=r"no split “test”\. Choose one that is there: dev\."):
        load(data, "test")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    data = folder.write(tmp_path)
    text = data / "dev" / "text" / "ferry_two.txt"
    text.write_bytes(b"\xff\xfe")
    with pytest.raises(BadCorpus, match=r"ferry_two\.txt: not UTF-8"):
        load(data, "dev")
    text.unlink()
    with pytest.raises(BadCorpus, match=r"ferry_two\.txt: cannot be read"):
        load(data, "dev")
    for annotation in (data / "dev" / "attributions").iterdir():
        annotation.unlink()
    with pytest.raises(BadCorpus, match=r"holds no \.ann file"):
        load(data, "dev")
