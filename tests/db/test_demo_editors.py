"""The demo people: made once, left alone afterwards, and never mixed up with real people of the same name."""

import json
from pathlib import Path

import pytest
from rest_framework.authtoken.models import Token

from seeds.demo_editors import PEOPLE, demo_logins
from tests.factories import editor
from tracker.core.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "logins.json"


def test_everyone_is_made_once_with_a_password_and_a_token(path: Path) -> None:
    logins = demo_logins(path)
    assert {login.username for login in logins} == {person.username for person in PEOPLE}
    for login in logins:
        user = User.objects.get(username=login.username)
        assert user.check_password(login.password)
        assert Token.objects.get(user=user).key == login.api_token
    assert path.stat().st_mode & 0o077 == 0
    assert demo_logins(path) == logins
    assert User.objects.count() == len(PEOPLE)


def test_a_real_person_of_the_same_name_gets_no_token_and_no_line(path: Path) -> None:
    ada = editor("ada")
    for _ in range(2):  # the second time the file is there
        assert "ada" not in {login.username for login in demo_logins(path)}
        assert "ada" not in json.loads(path.read_text(encoding="utf-8"))
        assert not Token.objects.filter(user=ada).exists()


def test_the_token_of_a_real_person_is_not_copied(path: Path) -> None:
    key = Token.objects.create(user=editor("ada")).key
    demo_logins(path)
    assert key not in path.read_text(encoding="utf-8")


def test_a_changed_password_is_left_alone_and_forgotten(path: Path) -> None:
    demo_logins(path)
    ben = User.objects.get(username="ben")
    ben.set_password("of my own")
    ben.save()
    login = next(login for login in demo_logins(path) if login.username == "ben")
    assert login.password == ""
    assert User.objects.get(username="ben").check_password("of my own")
