"""People who use the tracker."""

import factory
from django.contrib.auth.models import Group

from claims.policies import EDITORS, READERS
from tracker.core.models import User

PASSWORD = "correct horse battery staple"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A person without any group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person{number}")
    password = factory.django.Password(PASSWORD)


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
