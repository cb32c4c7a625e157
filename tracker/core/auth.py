"""Signing in: a person and everything they may, read in one statement for each request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from tracker.core.models import User
from tracker.core.rows import columns_of, first

# Written out because it runs at every request: the ORM takes three times as long to build such a statement as
# PostgreSQL takes to answer it. Names of permissions are Django's: "app_label.codename".
PERSON_AND_PERMISSIONS = f"""
    SELECT {columns_of(User, "core_user")}, ARRAY(
        SELECT app.app_label || '.' || permission.codename
          FROM auth_permission permission JOIN django_content_type app ON app.id = permission.content_type_id
         WHERE permission.id IN (
            SELECT permission_id FROM core_user_user_permissions WHERE user_id = core_user.id
             UNION ALL
            SELECT permission_id FROM core_user_groups JOIN auth_group_permissions USING (group_id)
             WHERE user_id = core_user.id)
        ) AS may
      FROM core_user WHERE core_user.id = %s
"""  # noqa: S608 - our own columns


class OneStatementBackend(ModelBackend):
    """Django's own sign-in and Django's own rules, with one statement for a request where Django needs three.

    A page asks a dozen times whether somebody may, and Django answers from what it keeps on the person, read when first
    asked; here it is read together with the person. That is done anew for every request: what is taken away counts at
    the next one.
    """

    def get_user(self, user_id: Any) -> User | None:
        """Return the person of a session, with their permissions; None for who is gone or may no longer enter."""
        found = first(User, PERSON_AND_PERMISSIONS, [user_id])
        if found is None:
            return None
        person, (granted,) = found
        if not person.is_superuser:  # who may everything is never looked up
            # The attribute from which ModelBackend.get_all_permissions, and through it has_perm, answers.
            vars(person)["_perm_cache"] = set(granted)
        return person if self.user_can_authenticate(person) else None
