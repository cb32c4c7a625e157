"""App registration."""

from django.apps import AppConfig


class SeedsConfig(AppConfig):
    """See the package's docstring."""

    name = "seeds"
    default_auto_field = "django.db.models.BigAutoField"
