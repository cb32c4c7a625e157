"""People who use the tracker."""

from django.contrib.auth.models import Group
from factory.declarations import Sequence
from factory.django import DjangoModelFactory, Password

from claims.policies import EDITORS, READERS
from tracker.core.models import User

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory[User]):
    """A person without any group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda number: f"person{number}")  # type: ignore[no-untyped-call]
    password = Password(PASSWORD)  # type: ignore[no-untyped-call]


def editor(username: str = "", **fields: object) -> User:
    """Return a member of the group Editors who may enter the admin."""
    return _member(EDITORS, username, is_staff=True, **fields)


def reader(username: str = "", **fields: object) -> User:
    """Return a member of the group Readers."""
    return _member(READERS, username, **fields)


def _member(group: str, username: str, **fields: object) -> User:
    if username:
        fields["username"] = username
    user = UserFactory.create(**fields)
    user.groups.add(Group.objects.get(name=group))
    return user
