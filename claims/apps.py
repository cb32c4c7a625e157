"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    """See the package's docstring."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the groups as policies.py has them; Django makes the permissions in the same signal."""
        from claims.groups import keep_groups  # noqa: PLC0415 - models can be imported only once the apps are ready

        post_migrate.connect(keep_groups, sender=self)
