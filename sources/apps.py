"""App registration."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """See the package's docstring."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"
