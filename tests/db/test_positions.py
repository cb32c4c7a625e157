"""What a speaker was, and when: kept, ended, and told as of a day."""

from datetime import date

import pytest

from claims.models import Speaker
from claims.services import speakers
from claims.services.replay import replay
from tests.factories import reader
from tracker.core.actors import Agent
from tracker.core.errors import InvalidInput, NotAllowed
from tracker.core.ledger import history
from tracker.core.models import User

SPRING, SUMMER = date(2025, 3, 1), date(2025, 6, 1)


@pytest.fixture
def okafor(ada: User) -> Speaker:
    return speakers.add("Ada Okafor", by=ada)


def test_a_position_is_kept_with_its_dates_and_an_event(ada: User, okafor: Speaker) -> None:
    held = speakers.add_position(okafor.pk, "  mayor  of Harwick ", by=ada, valid_from=SPRING)
    held.refresh_from_db()
    assert (held.title, held.valid_from, held.valid_to) == ("mayor of Harwick", SPRING, None)
    [event] = history(held)
    assert (event.verb, event.editor, event.after) == ("add", ada, held.facts())


def test_ending_one_says_until_when_and_why(ada: User, okafor: Speaker) -> None:
    held = speakers.add_position(okafor.pk, "mayor of Harwick", by=ada, valid_from=SPRING)
    speakers.end_position(held.pk, by=ada, on=SUMMER, reason="Lost the election.")
    held.refresh_from_db()
    assert held.valid_to == SUMMER
    event = list(history(held))[-1]
    assert (event.verb, event.reason) == ("end", "Lost the election.")
    assert event.before == {**held.facts(), "valid_to": None}
    speakers.end_position(held.pk, by=ada, on=SPRING, reason="It was the spring.")
    held.refresh_from_db()
    assert held.valid_to == SPRING
    assert list(replay(type(held))()) == []


def test_the_same_title_may_be_taken_up_again(ada: User, okafor: Speaker) -> None:
    for begin in (None, SPRING, SUMMER):
        speakers.add_position(okafor.pk, "mayor of Harwick", by=ada, valid_from=begin)
        with pytest.raises(InvalidInput, match="already") as refusal:
            speakers.add_position(okafor.pk, "MAYOR of Harwick", by=ada, valid_from=begin, valid_to=SUMMER)
        assert refusal.value.pointer == "/title"
    assert okafor.positions.count() == 3


@pytest.mark.parametrize(
    ("title", "begin", "end", "pointer"),
    [
        ("", None, None, "/title"),
        (" \n\t", None, None, "/title"),
        ("x" * 201, None, None, "/title"),
        ("x\x00", None, None, "/title"),
        ("x\ud800", None, None, "/title"),
        ("mayor", SUMMER, SPRING, "/valid_to"),
    ],
)
def test_what_is_no_position_is_refused(
    ada: User, okafor: Speaker, title: str, begin: date | None, end: date | None, pointer: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        speakers.add_position(okafor.pk, title, by=ada, valid_from=begin, valid_to=end)
    assert refusal.value.pointer == pointer
    assert not okafor.positions.exists()


@pytest.mark.parametrize(
    ("on", "reason", "pointer"),
    [
        (SUMMER, " ", "/reason"),
        (SUMMER, "x" * 2001, "/reason"),
        (date(2025, 2, 28), "Too early.", "/on"),
        (date(2025, 9, 1), "Said twice.", "/on"),
    ],
)
def test_what_is_no_end_is_refused(ada: User, okafor: Speaker, on: date, reason: str, pointer: str) -> None:
    held = speakers.add_position(okafor.pk, "mayor", by=ada, valid_from=SPRING, valid_to=date(2025, 9, 1))
    with pytest.raises(InvalidInput) as refusal:
        speakers.end_position(held.pk, by=ada, on=on, reason=reason)
    assert refusal.value.pointer == pointer
    assert [event.verb for event in history(held)] == ["add"]


def test_it_takes_an_editor(ada: User, okafor: Speaker) -> None:
    held = speakers.add_position(okafor.pk, "mayor", by=ada)
    for someone in (reader("rita"), Agent("engine")):
        with pytest.raises(NotAllowed):
            speakers.add_position(okafor.pk, "king", by=someone)
        with pytest.raises(NotAllowed):
            speakers.end_position(held.pk, by=someone, on=SUMMER, reason="So.")
