"""The admin of people and of the ledger."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from tracker.core.admin_base import DeskAdmin, changes
from tracker.core.models import AuditEvent, User

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:
    from unfold.admin import ModelAdmin

admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(StockUserAdmin[User], ModelAdmin[User]):
    """People: who they are, and their groups."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["username", "first_name", "last_name", "email"]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody is deleted: their decisions stand in the ledger. Take away “active” instead."""
        return False


@admin.register(Group)
class GroupAdmin(StockGroupAdmin, ModelAdmin[Group]):
    """Groups: Editors decide, Readers read. What they may is kept by claims/policies.py."""


@admin.register(AuditEvent)
class AuditEventAdmin(DeskAdmin[AuditEvent]):
    """The ledger, to be read."""

    list_display = ["at", "verb", "subject", "who", "reason"]
    list_display_links = ["at"]
    list_filter = ["subject_type", "verb"]
    search_fields = ["verb", "reason", "editor__username", "agent"]
    search_help_text = "Verb, reason, editor or engine"
    list_select_related = ["editor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEvent]:
        """Leave the facts in the database; the page of one event shows them."""
        return super().get_queryset(request).defer("before", "after")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one event with what it changed."""
        event = self.found(request, object_id)
        context = {"title": f"Ledger event {event.pk}", "event": event, "changes": changes(event)}
        return self.page(request, "claims/desk/event.html", context)

    @admin.display(description="what", ordering="subject_type")
    def subject(self, event: AuditEvent) -> str:
        """The row that was changed."""
        return f"{event.subject_type.split('.')[-1]} {event.subject_id}"

    @admin.display(description="by")
    def who(self, event: AuditEvent) -> str:
        """Who did it."""
        return event.actor
