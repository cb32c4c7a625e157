"""What every page of the admin shares: services write, so the stock add, change and delete are off."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import cached_property

from tracker.core.errors import DomainError
from tracker.core.ledger import history
from tracker.core.models import AuditEvent, User

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
else:
    from unfold.admin import ModelAdmin

Row = TypeVar("Row", bound=models.Model)
MOST_COUNTED = 10_000


class CappedPaginator(Paginator["models.Model"]):
    """Counts MOST_COUNTED rows at most: a page of a large table costs what a page of a small one does."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, MOST_COUNTED at most."""
        rows = self.object_list
        return rows[:MOST_COUNTED].count() if isinstance(rows, models.QuerySet) else len(rows)


class DeskAdmin(ModelAdmin[Row]):
    """Lists and custom pages over rows that only services write. Nothing is ever deleted."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    paginator = CappedPaginator

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["claims/desk.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by the stock form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Nobody changes by the stock form."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Nobody deletes: the record keeps everything."""
        return False

    def found(self, request: HttpRequest, object_id: str) -> Row:
        """Return the row of an address, whatever was typed there. Raises Http404 where the person may see none."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_permission(request, row):
            raise Http404("There is nothing at this address. Check the number in it.")
        return row

    def page(self, request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """Answer with a page in the admin's frame."""
        request.current_app = self.admin_site.name
        frame = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**frame, "opts": self.opts, **context}, status=status)


class ChangedOnItsPage(DeskAdmin[Row]):
    """Rows that are shown and changed on one page: a POST asks for a change; what the services refuse is told there."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a row, or change it and show it again."""
        row = self.found(request, object_id)
        if request.method != "POST":
            return self.show(request, row)
        try:
            messages.success(request, self.changed(request, row))
        except DomainError as error:
            return self.show(request, self.found(request, object_id), error=error, status=error.http_status)
        return HttpResponseRedirect(request.path)

    @abstractmethod
    def show(
        self, request: HttpRequest, row: Row | None, *, error: DomainError | None = None, status: int = 200
    ) -> HttpResponse:
        """Answer with the page of ``row``, or of a new one; ``error`` is what the services refused."""

    @abstractmethod
    def changed(self, request: HttpRequest, row: Row) -> str:
        """Make the change that was asked for and return what to tell the person. Raises DomainError."""


def signed_in(request: HttpRequest) -> User:
    """Return the person who asks."""
    assert isinstance(request.user, User)  # noqa: S101 - the admin lets nobody else in
    return request.user


def told(subject: models.Model) -> list[dict[str, Any]]:
    """Return the ledger's events of one row for a page, newest first, each with the facts that changed."""
    return [{"event": event, "changes": changes(event)} for event in reversed(history(subject))]


def changes(event: AuditEvent) -> list[tuple[str, Any, Any]]:
    """Return (fact, before, after) for every fact that the event changed; the record version goes without saying."""
    before, after = event.before or {}, event.after or {}
    return [
        (name.replace("_", " "), before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name) and name != "record_version"
    ]
