"""Filters of outlets, documents and intakes."""

import django_filters

from sources.models import Document, Intake, Outlet
from tracker.core.api.filtering import IdFilter, WordsFilter


class OutletFilter(django_filters.FilterSet):
    """Which outlets."""

    q = WordsFilter(field_name="name", lookup_expr="icontains", label="Letters of the name.")
    domain = WordsFilter(field_name="domain", lookup_expr="iexact")

    class Meta:
        model = Outlet
        fields: tuple[str, ...] = ()


class DocumentFilter(django_filters.FilterSet):
    """Which documents."""

    outlet = IdFilter(field_name="outlet_id", label="The outlet's number.")
    published_from = django_filters.DateFilter(field_name="published_on", lookup_expr="gte", label="First day.")
    published_to = django_filters.DateFilter(field_name="published_on", lookup_expr="lte", label="Last day.")
    locator = django_filters.CharFilter(field_name="locator", max_length=2000, label="The whole locator.")
    q = WordsFilter(field_name="headline", lookup_expr="icontains", label="Words of the latest headline.")

    class Meta:
        model = Document
        fields: tuple[str, ...] = ()


class IntakeFilter(django_filters.FilterSet):
    """Which intakes."""

    outcome = django_filters.ChoiceFilter(choices=Intake.Outcome.choices)

    class Meta:
        model = Intake
        fields: tuple[str, ...] = ()
