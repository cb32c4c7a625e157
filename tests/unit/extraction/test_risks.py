"""What makes a find worth a slower look."""

import pytest

from claims.extraction.risks import is_settled, risks_of


@pytest.mark.parametrize(
    ("words", "risk"),
    [
        ("We will not raise the levy.", "negation"),
        ("It wasn’t us.", "negation"),
        ("he denied the charge", "negation"),
        ("three winters", "number"),
        ("£40m", "number"),
        ("half of them", "number"),
        ("that Mr Reyl had lied", "person"),
        ("the letter came from Tomas Reyl himself", "person"),
    ],
)
def test_a_risk_is_seen(words: str, risk: str) -> None:
    assert risk in risks_of([words], settled=True, confidence=0.9)


@pytest.mark.parametrize("words", ["Notable work.", "The wall stands.", "An honest answer, and a noble one."])
def test_plain_words_bear_no_risk(words: str) -> None:
    assert risks_of([words], settled=True, confidence=0.9) == []


def test_speaker_and_confidence_count() -> None:
    assert risks_of(["The wall stands."], settled=False, confidence=0.49) == ["anonymous", "unsure"]
    assert is_settled(["person"])
    assert not is_settled([])
    assert not is_settled(["person", "anonymous"])
