"""What an engine tells of its progress: it ascends to 1 in steps, and what is found does not depend on it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.engine import DEFAULT, RULES, Engine
from claims.extraction.progress import STEPS, between, in_steps, untold
from seeds.catalogue import articles
from seeds.seed_text import read_seed

ENGINES = pytest.mark.parametrize("engine", [DEFAULT, RULES], ids=["learned", "rules"])
TEXT = "\n\n".join(read_seed(article).text for article in articles())


class Stop(Exception):
    """What a callback may raise."""


@ENGINES
def test_shares_ascend_to_one_in_a_hundred_steps_at_most(engine: Engine) -> None:
    told: list[float] = []
    engine.extract(TEXT, progress=told.append)
    assert all(before < after for before, after in pairwise(told))
    assert told[0] > 0
    assert told[-1] == 1
    assert 4 <= len(told) <= STEPS + 2


def test_the_tagger_tells_all_along_a_long_text() -> None:
    told: list[float] = []
    DEFAULT.extract(TEXT, progress=told.append)
    assert max(after - before for before, after in pairwise(told)) < 0.1


@ENGINES
def test_what_is_found_does_not_depend_on_who_is_told(engine: Engine) -> None:
    told: list[float] = []
    assert engine.extract(TEXT, progress=told.append) == engine.extract(TEXT)


@ENGINES
@pytest.mark.parametrize("text", ["", " \n", "x", "“Yes.”", "“Yes,” said Mara Ellison."])
def test_a_text_with_little_in_it_is_done_all_the_same(engine: Engine, text: str) -> None:
    told: list[float] = []
    engine.extract(text, progress=told.append)
    assert told[-1] == 1
    assert told.count(1) == 1


@ENGINES
def test_what_the_callback_raises_ends_the_work_and_is_seen(engine: Engine) -> None:
    def refuse(share: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        engine.extract(TEXT, progress=refuse)
    assert engine.extract("“Yes,” said Mara Ellison.")


@given(st.lists(st.floats(-0.5, 1.5)))
def test_steps_pass_on_nothing_that_goes_back_or_past_the_end(shares: list[float]) -> None:
    told: list[float] = []
    tell = in_steps(told.append)
    for share in shares:
        tell(share)
    assert all(before < after for before, after in pairwise(told))
    assert all(0 <= share <= 1 for share in told)


def test_a_part_of_the_work_tells_its_place_in_the_whole() -> None:
    told: list[float] = []
    part = between(told.append, 0.2, 0.6)
    for share in (0, 0.5, 1):
        part(share)
    assert told == pytest.approx([0.2, 0.4, 0.6])
    assert between(untold, 0.2, 0.6) is untold
