"""Filters of the lists. What is typed into the address by hand is either one of the choices or shows everything."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest

from claims.extraction.attribution import CUE_CLASSES
from claims.models import Review
from claims.models.choices import Kind, Risk
from claims.workflow import QuoteState, ReviewState
from sources.models import Outlet, Version

MOST_OUTLETS = 60


class ChosenFilter(SimpleListFilter):
    """A filter of named choices; an unknown value filters nothing."""

    field = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the rows to the choice."""
        value = self.value()
        known = {str(key) for key, _ in self.lookup_choices}
        return queryset.filter(**self.narrowed(value)) if value is not None and value in known else queryset

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return the lookups of one choice."""
        return {self.field: value}


class ReviewStateFilter(ChosenFilter):
    """Where reviews stand; what waits comes first and by itself."""

    title, parameter_name, field = "state", "state", "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """Every state of the workflow, and all of them."""
        return [*((state.value, state.label) for state in ReviewState), ("all", "all")]

    def value(self) -> str:
        """Return the state asked for; waiting, if none is."""
        return super().value() or ReviewState.PENDING.value

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return the lookups of one choice."""
        return {} if value == "all" else {"state": value}

    def choices(self, changelist: Any) -> Any:
        """Leave out Django's “All”: the default is what waits."""
        return list(super().choices(changelist))[1:]


class QuoteStateFilter(ChosenFilter):
    """Where quotations stand."""

    title, parameter_name, field = "state", "state", "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """Every state of the workflow."""
        return [(state.value, state.label) for state in QuoteState]


class StandingFilter(ChosenFilter):
    """Whether the article was captured anew with other words since."""

    title, parameter_name = "article", "standing"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """Of an older capture, or of the newest."""
        return [("changed", "changed since"), ("newest", "as captured last")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the rows to those whose capture has, or has not, a newer one after it."""
        newer = Version.objects.has_newer("version")
        narrowed = {"changed": queryset.filter(newer), "newest": queryset.filter(~newer)}
        return narrowed.get(self.value() or "", queryset)


class KindFilter(ChosenFilter):
    """How the words are given."""

    title, parameter_name, field = "kind", "kind", "kind"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """Direct, mixed, indirect."""
        return [(value, str(label).split(":")[0]) for value, label in Kind.choices]

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return the lookups of one choice."""
        return {"candidate__kind" if self.model is Review else "kind": value}

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: ModelAdmin[Any]) -> None:
        self.model = model
        super().__init__(request, params, model, model_admin)


class ConfidenceFilter(ChosenFilter):
    """How sure the engine is."""

    title, parameter_name = "confidence", "confidence"
    bands = {"high": (0.8, 1.01), "medium": (0.5, 0.8), "low": (0.0, 0.5)}

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """Three bands."""
        return [("high", "high, from 80 %"), ("medium", "medium, 50 to 80 %"), ("low", "low, under 50 %")]

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return the lookups of one choice."""
        low, high = self.bands[value]
        return {"candidate__confidence__gte": low, "candidate__confidence__lt": high}


class RiskFilter(ChosenFilter):
    """Why a slower look is worth it."""

    title, parameter_name = "risk", "risk"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """The risks that were found when a candidate was proposed."""
        return [(risk.value, str(risk.label).split(":")[0]) for risk in Risk]

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return the lookups of one choice."""
        return {"risks__contains": [value]}


class CueFilter(ChosenFilter):
    """What kind of words tell that something is said."""

    title, parameter_name, field = "cue", "cue", "candidate__cue_class"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """The engine's classes."""
        return [(name, name) for name in CUE_CLASSES]


class OrderFilter(ChosenFilter):
    """What comes first in the list; it leaves nothing out."""

    title, parameter_name = "order", "order"
    orders: ClassVar[dict[str, tuple[str, list[Any]]]] = {
        "speech": ("speech first", [Case(When(candidate__cue_class="speech", then=0), default=1).asc()]),
        "surest": ("surest first", ["-candidate__confidence"]),
        "doubtful": ("most doubtful first", ["candidate__confidence"]),
    }

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """The orders beside that of reading."""
        return [(key, label) for key, (label, _) in self.orders.items()]

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return no lookups: an order leaves nothing out."""
        return {}

    def choices(self, changelist: Any) -> Any:
        """Call the default what it is."""
        default, *others = super().choices(changelist)
        return [{**default, "display": "as the articles read"}, *others]

    @classmethod
    def leading(cls, request: HttpRequest) -> list[Any]:
        """Return what the request asks to order by before the order of reading."""
        return cls.orders.get(request.GET.get(cls.parameter_name, ""), ("", []))[1]


class OutletFilter(ChosenFilter):
    """Who published."""

    title, parameter_name = "outlet", "outlet"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Iterable[tuple[str, str]]:
        """The outlets by name."""
        return [(str(pk), name) for pk, name in Outlet.objects.values_list("pk", "name")[:MOST_OUTLETS]]

    def narrowed(self, value: str) -> dict[str, Any]:
        """Return the lookups of one choice."""
        return {"version__document__outlet": int(value)}
