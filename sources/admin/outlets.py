"""The admin of outlets."""

from django.contrib import admin

from sources.models import Outlet
from tracker.core.admin_base import DeskAdmin


@admin.register(Outlet)
class OutletAdmin(DeskAdmin[Outlet]):
    """Who published; made by capture."""

    list_display = ["name", "domain", "language", "created_at"]
    search_fields = ["name", "domain"]
    fields = ["name", "domain", "language", "created_at"]
