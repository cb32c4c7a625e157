"""What a speaker was, on their page: shown with what holds today, added and ended there."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Speaker
from claims.services import speakers
from tests.factories import reader
from tracker.core.ledger import history
from tracker.core.models import User


@pytest.fixture
def okafor(ada: User) -> Speaker:
    return speakers.add("Ada Okafor", by=ada)


def page_of(speaker: Speaker) -> str:
    return reverse("admin:claims_speaker_change", args=[speaker.pk])


def test_the_page_says_which_position_is_of_today(as_ada: Client, ada: User, okafor: Speaker) -> None:
    assert "None yet. Positions tell editors" in as_ada.get(page_of(okafor)).content.decode()
    today, a_day = timezone.localdate(), timedelta(days=1)
    for title, begin, end, held in (
        ("always", None, None, True),
        ("from today", today, None, True),
        ("to today", None, today, True),
        ("to yesterday", None, today - a_day, False),
        ("from tomorrow", today + a_day, None, False),
        ("long ago", today - 9 * a_day, today - 8 * a_day, False),
    ):
        speakers.add_position(okafor.pk, f"<i>{title}</i>", by=ada, valid_from=begin, valid_to=end)
        page = as_ada.get(page_of(okafor)).content.decode()
        assert (f"&lt;i&gt;{title}&lt;/i&gt; <b" in page) is held, title
        assert f"&lt;i&gt;{title}&lt;/i&gt;" in page
    assert "<i>always" not in page
    assert f"{today - 9 * a_day} to {today - 8 * a_day}" in page


def test_a_position_is_added_and_ended(as_ada: Client, okafor: Speaker) -> None:
    sent = {"action": "add_position", "title": "mayor of Harwick", "valid_from": "2025-01-01", "valid_to": ""}
    assert as_ada.post(page_of(okafor), sent).status_code == 302
    held = okafor.positions.get()
    end = {"action": "end_position", "position": held.pk, "on": "2026-02-01", "reason": "Lost the election."}
    assert as_ada.post(page_of(okafor), end).status_code == 302
    held.refresh_from_db()
    assert str(held.valid_to) == "2026-02-01"
    assert [event.reason for event in history(held)] == ["", "Lost the election."]


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "add_position"},
        {"action": "add_position", "title": "x" * 201},
        {"action": "add_position", "title": "x\x00"},
        {"action": "add_position", "title": "x", "valid_from": "0000-00-00"},
        {"action": "add_position", "title": "x", "valid_from": "2026-02-02", "valid_to": "2026-01-01"},
        {"action": "add_position", "title": "MAYOR of Harwick"},
        {"action": "end_position"},
        {"action": "end_position", "position": "x", "on": "2026-01-01", "reason": "So."},
        {"action": "end_position", "position": "2147483647", "on": "2026-01-01", "reason": "So."},
        {"action": "end_position", "position": "other", "on": "2026-01-01", "reason": "So."},
        {"action": "end_position", "position": "own", "on": "", "reason": "So."},
        {"action": "end_position", "position": "own", "on": "soon", "reason": "So."},
        {"action": "end_position", "position": "own", "on": "2026-01-01", "reason": " "},
    ],
)
def test_hostile_forms_get_a_message_and_change_nothing(
    as_ada: Client, ada: User, okafor: Speaker, sent: dict[str, Any]
) -> None:
    own = speakers.add_position(okafor.pk, "mayor of Harwick", by=ada)
    other = speakers.add_position(speakers.add("Ben Osei", by=ada).pk, "clerk", by=ada)
    asked = sent.get("position", "")
    number = {"own": str(own.pk), "other": str(other.pk)}.get(asked, asked)
    answer = as_ada.post(page_of(okafor), {**sent, "position": number})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    for held in (own, other):
        held.refresh_from_db()
        assert held.valid_to is None
    assert okafor.positions.count() == 1


def test_what_was_typed_is_not_lost(as_ada: Client, ada: User, okafor: Speaker) -> None:
    held = speakers.add_position(okafor.pk, "clerk", by=ada)
    sent = {"action": "add_position", "title": "reeve", "valid_from": "2026-02-02", "valid_to": "2026-01-01"}
    page = as_ada.post(page_of(okafor), sent).content.decode()
    assert 'value="reeve"' in page
    assert 'value="2026-02-02"' in page
    assert 'name="name" value="Ada Okafor"' in page
    sent = {"action": "end_position", "position": str(held.pk), "on": "2026-02-03", "reason": ""}
    page = as_ada.post(page_of(okafor), sent).content.decode()
    assert 'value="2026-02-03"' in page
    assert f'value="{held.pk}" selected' in page


def test_a_reader_sees_positions_and_cannot_change_them(ada: User, okafor: Speaker) -> None:
    speakers.add_position(okafor.pk, "clerk", by=ada)
    client = Client()
    client.force_login(reader("rita", is_staff=True))
    page = client.get(page_of(okafor)).content.decode()
    assert "clerk" in page
    assert "End the position" not in page
    assert client.post(page_of(okafor), {"action": "add_position", "title": "king"}).status_code == 403
    assert okafor.positions.count() == 1
