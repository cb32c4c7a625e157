"""The people who use the tracker."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor, a reader of the API, or an administrator.

    The project's own model from the first migration on: Django cannot change to one later without pain.
    """

    def __str__(self) -> str:
        return self.get_full_name() or self.username
