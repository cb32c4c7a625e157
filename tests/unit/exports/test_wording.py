"""Quotation marks stand around what a speaker said, and around nothing else."""

import pytest

from claims.exports.wording import displayed, joined


def test_parts_that_stand_apart_are_joined_by_an_omission() -> None:
    assert joined(["We will\npay,", "but not now."]) == "We will pay, [...] but not now."


@pytest.mark.parametrize(
    ("kind", "passages", "shown"),
    [
        ("direct", ["We will pay."], "“We will pay.”"),
        ("direct", ["“We will pay.”"], "“We will pay.”"),
        ("direct", ["He said “no”"], "“He said “no””"),
        ("mixed", ["it would be “a gift”"], "it would be “a gift”"),
        ("indirect", ["they would pay"], "they would pay"),
    ],
)
def test_marks(kind: str, passages: list[str], shown: str) -> None:
    assert displayed(kind, passages) == shown
