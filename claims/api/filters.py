"""Filters of speakers, quotations, candidates, runs and claims."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.extraction.attribution import CUE_CLASSES
from claims.models import Candidate, Claim, ExtractionRun, Quote, QuotePart, Speaker
from claims.models.choices import Attribution, Kind
from claims.querysets import QuoteQuerySet, SpeakerQuerySet
from claims.workflow import ClaimState, QuoteState, ReviewState
from tracker.core.api.filtering import IdFilter, WordsFilter


class SpeakerFilter(django_filters.FilterSet):
    """Which speakers. Any name counts, also one that a speaker no longer uses."""

    name = WordsFilter(method="called", label="A whole name, whatever the case of its letters.")
    q = WordsFilter(method="searched", label="Words of a name, as far as typed.")
    kind = django_filters.ChoiceFilter(choices=Speaker.SpeakerKind.choices)

    class Meta:
        model = Speaker
        fields: tuple[str, ...] = ()

    def called(self, rows: SpeakerQuerySet, name: str, value: str) -> QuerySet[Speaker]:
        """Speakers who go or went by exactly this name."""
        return rows.called(" ".join(value.split()))

    def searched(self, rows: SpeakerQuerySet, name: str, value: str) -> QuerySet[Speaker]:
        """Speakers one of whose names holds every word."""
        return rows.searched(value)


class StatementFilter(django_filters.FilterSet):
    """Which quotations. What was withdrawn is left out unless asked for."""

    state = django_filters.ChoiceFilter(
        choices=[*((state.value, state.label) for state in QuoteState), ("any", "on record or withdrawn")],
        method="in_state",
        label="Left out: what is on record.",
    )
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    said_from = django_filters.DateFilter(field_name="said_on", lookup_expr="gte", label="First day.")
    said_to = django_filters.DateFilter(field_name="said_on", lookup_expr="lte", label="Last day.")
    outlet = IdFilter(field_name="version__document__outlet_id", label="The outlet's number.")
    relayed_by = WordsFilter(field_name="relayed_by", lookup_expr="icontains", label="Letters of the relaying outlet.")

    class Meta:
        model = Quote
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: Any) -> QuerySet[Quote]:
        """Leave out what was withdrawn unless a state was asked for."""
        rows = queryset if self.form.cleaned_data.get("state") else queryset.on_record()
        return super().filter_queryset(rows)

    def in_state(self, rows: QuoteQuerySet, name: str, value: str) -> QuerySet[Quote]:
        """Quotations in one state, or any."""
        return rows if value == "any" else rows.filter(state=value)


class SpeakerQuoteFilter(StatementFilter):
    """Which quotations of the speaker of the address."""

    also_on_behalf = django_filters.BooleanFilter(
        method="with_those_on_behalf",
        label="false leaves out what others uttered on the speaker's behalf.",
    )

    def with_those_on_behalf(self, rows: QuoteQuerySet, name: str, value: bool) -> QuerySet[Quote]:
        """All statements of the speaker, or only those that they uttered."""
        match = self.request.resolver_match if self.request else None
        if value or match is None:
            return rows
        return rows.by(int(match.kwargs["pk"]), also_on_behalf=False)


class QuoteFilter(StatementFilter):
    """Which quotations, of whomever."""

    speaker = IdFilter(method="by_speaker", label="A speaker's number, in either role.")
    attribution = django_filters.ChoiceFilter(choices=Attribution.choices)
    document = IdFilter(field_name="version__document_id", label="The document's number.")
    version = IdFilter(field_name="version_id", label="The version's number (its id).")
    claim = IdFilter(field_name="claim_quotes__claim_id", label="A claim that it is linked to.")
    q = WordsFilter(method="holding", label="Words as they stand in one passage of the content.")

    def by_speaker(self, rows: QuoteQuerySet, name: str, value: int) -> QuerySet[Quote]:
        """Statements of one speaker, also those on their behalf."""
        return rows.by(value)

    def holding(self, rows: QuerySet[Quote], name: str, value: str) -> QuerySet[Quote]:
        """Statements with these words."""
        parts = QuotePart.objects.filter(quote=OuterRef("pk"), role="content", span__text__icontains=value)
        return rows.filter(Exists(parts))


class CandidateFilter(django_filters.FilterSet):
    """Which candidates."""

    state = django_filters.ChoiceFilter(
        field_name="review__state", choices=[(state.value, state.label) for state in ReviewState]
    )
    run = IdFilter(field_name="run_id")
    version = IdFilter(field_name="version_id")
    document = IdFilter(field_name="version__document_id")
    kind = django_filters.ChoiceFilter(choices=Kind.choices)
    cue_class = django_filters.ChoiceFilter(choices=[(name, name) for name in CUE_CLASSES])
    min_confidence = django_filters.NumberFilter(
        field_name="confidence", lookup_expr="gte", min_value=0, max_value=1, label="From 0 to 1."
    )
    speaker = WordsFilter(method="naming", label="A whole name as the engine gave it, chosen or alternative.")

    class Meta:
        model = Candidate
        fields: tuple[str, ...] = ()

    def naming(self, rows: QuerySet[Candidate], name: str, value: str) -> QuerySet[Candidate]:
        """Candidates whose resolved speakers, or alternatives, hold the name."""
        return rows.filter(Q(speakers__contains=[{"name": value}]) | Q(alternatives__contains=[value]))


class RunFilter(django_filters.FilterSet):
    """Which runs."""

    state = django_filters.ChoiceFilter(choices=[(state.value, state.label) for state in ExtractionRun.State])
    version = IdFilter(field_name="version_id")

    class Meta:
        model = ExtractionRun
        fields: tuple[str, ...] = ()


class ClaimFilter(django_filters.FilterSet):
    """Which claims."""

    state = django_filters.ChoiceFilter(choices=[(state.value, state.label) for state in ClaimState])
    q = WordsFilter(field_name="text", lookup_expr="icontains", label="Words of the claim.")
    quote = IdFilter(field_name="claim_quotes__quote_id", label="A quotation that it is linked to.")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ()
