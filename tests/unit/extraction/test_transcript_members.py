"""Turns of a transcript whose speaker has no name."""

from claims.extraction.engine import RULES


def test_a_member_without_a_name_is_anonymous() -> None:
    text = "THE SPEAKER: Order.\n\nAN HON. MEMBER: Resign at once!\n\nMS PRYDERI: I will not resign at all.\n"
    found = {text[slice(*each.content[0])]: each for each in RULES.extract(text)}
    speaker = found["Resign at once!"].speakers[0]
    assert speaker.kind == "anonymous"
    assert found["I will not resign at all."].speakers[0].name.casefold() == "pryderi"
