"""How one editor likes the desk."""

from django.conf import settings
from django.db import models


class DeskPreference(models.Model):
    """The keys of one editor. What is not set stays as the desk has it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="desk_preference"
    )
    keys_on = models.BooleanField(default=True, help_text="Whether single letters do anything at all.")
    keys = models.JSONField(default=dict, help_text="Action to key, only where it differs from the default.")

    def __str__(self) -> str:
        return f"desk preference of {self.user_id}"
