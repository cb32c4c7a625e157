"""App registration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The cellar."""

    name = "tracker.core"
    label = "core"
    verbose_name = "Ledger and editors"
    default_auto_field = "django.db.models.BigAutoField"
