"""Transcripts, roles that later turns repeat, and headlines."""

from .reading import attributions, speakers, words

TRANSCRIPT = """Questions in the house

THE MINISTER (Anna Holm): I signed both letters. Neither was answered.

MR LUND: Was the first one read?

THE MINISTER: It was read.

It was read twice.

MR LUND: I thank the minister.

The sitting ended at three.
"""


def test_transcript_turns() -> None:
    found = attributions(TRANSCRIPT)
    assert [speakers(a) for a in found] == [["Anna Holm"], ["Lund"], ["Anna Holm"], ["Lund"]]
    assert words(TRANSCRIPT, found[0]) == ["I signed both letters. Neither was answered."]
    assert words(TRANSCRIPT, found[2]) == ["It was read.", "It was read twice."]
    assert all(a.kind == "direct" for a in found)


def test_one_colon_makes_no_transcript() -> None:
    assert attributions("Note: The office is closed on Friday.\n\nIt opens on Monday.") == []


def test_a_headline_with_a_name_and_a_colon() -> None:
    text = "Holm: Bridge will not open this year\n\nRain fell on the town all week."
    found = attributions(text)
    assert [words(text, a) for a in found] == [["Bridge will not open this year"]]
