"""The groups Readers and Editors, kept in step with policies.py after every migration."""

from typing import Any

from django.contrib.auth.models import Group, Permission

from claims.policies import GROUP_PERMISSIONS, permissions_of


def keep_groups(**signal: Any) -> None:
    """Make the groups, and give them what policies.py says; what an administrator gave them besides stays."""
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name in GROUP_PERMISSIONS:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*(permissions[wanted] for wanted in permissions_of(name)))
