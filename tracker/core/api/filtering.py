"""Filters that refuse what they do not know: a misspelt filter must not answer with everybody's quotations."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from tracker.core.api.paging import PARAMETERS
from tracker.core.api.problems import Problem

LARGEST_ID = 2**63 - 1


class StrictFilterBackend(DjangoFilterBackend):
    """Answers 400 to a query parameter that the list does not have."""

    def filter_queryset(  # type: ignore[override] # the stubs take it for Django's own request
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Return the rows that the parameters ask for."""
        filterset_class = self.get_filterset_class(view, queryset)
        known = {*PARAMETERS, *(filterset_class.base_filters if filterset_class else ())}
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            errors = [
                {"detail": f"There is no such parameter here. Known: {', '.join(sorted(known))}.", "parameter": name}
                for name in unknown
            ]
            detail = f"Unknown: {', '.join(unknown)}. Nothing was looked up, so that no filter is passed over."
            raise Problem("invalid-parameter", detail[:1000], status=400, errors=errors[:20])
        found: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return found


class IdFilter(django_filters.Filter):
    """A row's number."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_ID, **kwargs)


class WordsFilter(django_filters.CharFilter):
    """Words to look for: 200 characters at most."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=200, **kwargs)
