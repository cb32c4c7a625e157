"""People to try the software with: random passwords, kept in one file that only the owner of the folder reads."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from rest_framework.authtoken.models import Token

from claims.policies import EDITORS, READERS
from tracker.core.models import User


@dataclass(frozen=True)
class Login:
    """What one needs to log in. An empty password: somebody changed it since, and this file does not know it."""

    username: str
    password: str
    what_for: str
    api_token: str


@dataclass(frozen=True)
class _Person:
    username: str
    first_name: str
    last_name: str
    what_for: str
    group: str = ""

    @property
    def is_administrator(self) -> bool:
        return not self.group


PEOPLE = (
    _Person("admin", "Ines", "Adeyemi", "administrator: everything"),
    _Person("ada", "Ada", "Lindqvist", "editor: reviews candidates, keeps speakers and claims", EDITORS),
    _Person("ben", "Ben", "Okonkwo", "editor: a second pair of eyes", EDITORS),
    _Person("rhea", "Rhea", "Tanaka", "reader: looks, over the admin and the API, but changes nothing", READERS),
)


def demo_logins(path: Path) -> list[Login]:
    """Return the demo people's logins, made on first use and kept in ``path`` (JSON, mode 0600).

    Whoever exists already is left as they are: a changed password, group or name stays. People of the same name whom
    this file did not make are not its business: they get no token, and are not among the logins.
    """
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    logins = [login for person in PEOPLE if (login := _login(person, kept.get(person.username)))]
    _write(path, {login.username: asdict(login) for login in logins})
    return logins


def _login(person: _Person, kept: dict[str, str] | None) -> Login | None:
    with transaction.atomic():
        user = User.objects.filter(username=person.username).first()
        if user is None:
            password = secrets.token_urlsafe(12)
            user = _make(person, password)
        elif kept is None:
            return None
        else:
            password = kept["password"] if user.check_password(kept["password"]) else ""
        token, _ = Token.objects.get_or_create(user=user)
    return Login(person.username, password, person.what_for, token.key)


def _make(person: _Person, password: str) -> User:
    user = User.objects.create_user(
        person.username,
        password=password,
        first_name=person.first_name,
        last_name=person.last_name,
        is_staff=True,
        is_superuser=person.is_administrator,
    )
    if person.group:
        user.groups.add(Group.objects.get(name=person.group))
    return user


def _write(path: Path, logins: dict[str, dict[str, str]]) -> None:
    """Write the file whole: a crash leaves the old one or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(logins, indent=1), encoding="utf-8")
    draft.replace(path)
