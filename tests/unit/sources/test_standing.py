"""Words stand in a newer version only if they are exactly the same words there."""

import pytest

from sources.text.standing import stand_in

PAGE = "“We will not raise the levy,” she said,\n“but the wall costs 10,000 pounds. We cannot wait.”\n"


@pytest.mark.parametrize(
    "passages",
    [
        ["We will not raise the levy,"],
        ["“We will not raise the levy,”"],
        ["will not raise"],
        ["We will not raise the levy,", "but the wall costs 10,000 pounds."],
        ["she said, “but the\nwall"],  # lines broken elsewhere
        ["10,000 pounds"],
        ["We cannot wait"],
        ["We"],
    ],
)
def test_same_words_stand(passages: list[str]) -> None:
    assert stand_in(passages, PAGE)


@pytest.mark.parametrize(
    "passages",
    [
        ["We will now raise the levy,"],
        ["will now raise"],
        ["We will raise the levy"],
        ["we will not raise the levy,"],  # another case is another word
        ["We will not raise the levy."],  # another mark may be another sense
        ["We will not raise the levy,", "and the wall"],  # every part, not only the first
        ["but the wall", "We will not raise"],  # in their order
        ["We will not", "We will not"],  # each its own place
        ["We can"],  # not as the head of “We cannot”
        ["costs 10"],  # not as the head of 10,000
        ["costs 10,"],
        ["000 pounds"],
        ["ill not raise"],
        [" "],
        [],
    ],
)
def test_other_words_do_not(passages: list[str]) -> None:
    assert not stand_in(passages, PAGE)


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("We can", "We can’t pay."),
        ("We can", "We can't pay."),
        ("war", "an anti-war vote"),
        ("a resume", "a resume\N{COMBINING ACUTE ACCENT}"),
        ("at 5", "at 5.30"),
        ("at 5.", "at 5.30"),
        ("the levy", "the levy-payers"),
    ],
)
def test_a_word_cut_short_is_another_word(words: str, page: str) -> None:
    assert not stand_in([words], page)


def test_a_later_whole_place_counts_after_a_cut_one() -> None:
    assert stand_in(["We can"], "We cannot wait. We can pay.")
    assert stand_in(["at 5"], "at 5.")
    assert stand_in(["‘We can’"], "‘We can’, he said")
