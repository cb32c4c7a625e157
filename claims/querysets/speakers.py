"""The vocabulary of finding speakers, and of what tells them apart."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, cast

from django.db import models
from django.db.models import Case, Exists, IntegerField, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Upper
from django.utils import timezone

from claims.querysets import written

if TYPE_CHECKING:
    from claims.models import (
        Speaker,
    )

MOST_QUOTES_COUNTED: Final = 100  # of one speaker; more are told as 99+


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Ways of finding speakers."""

    def called(self, name: str) -> "SpeakerQuerySet":
        """Return every speaker who goes or went by exactly this name, whatever the case of its letters."""
        names = self.model._meta.get_field("names").related_model
        held = names._default_manager.annotate(upper=Upper("name")).filter(
            speaker=OuterRef("pk"), upper=Upper(Value(name))
        )
        return self.filter(Exists(held))

    def searched(self, words: str) -> "SpeakerQuerySet":
        """Return speakers one of whose names holds every word given, as far as it is typed."""
        names = self.model._meta.get_field("names").related_model
        held = names._default_manager.filter(speaker=OuterRef("pk"))
        for word in words.split():
            held = held.filter(name__icontains=word)
        return self.filter(Exists(held)) if words.strip() else self.none()

    def best_matches(self, words: str) -> "SpeakerQuerySet":
        """Return what :meth:`searched` does, the best matches first.

        ``match`` is 0 where a name is what was typed, 1 where it begins so, 2 where each word begins one of its words,
        3 where a word stands inside one.
        """
        typed = words.split()
        if not typed:
            return self.none()
        found = self.filter(_holds(typed, "names__name")).annotate(match=Min(_match(typed, "names__name")))
        return found.order_by("match", "name", "pk")

    def to_choose_from(
        self, *, chosen: Sequence[int], names: Sequence[str], words: str, most: int
    ) -> "SpeakerQuerySet":
        """Return those of the numbers ``chosen``, those called by ``names``, and those found by ``words``, unordered.

        ``most`` is how many each name, and the words, may bring. ``meant_by`` is the place in ``names`` of the first
        by which the speaker goes or went, or None; ``match`` is as in :meth:`best_matches`, or None.
        """
        wanted = Q(pk__in=chosen) if chosen else Q()
        match: Any = Value(None, output_field=IntegerField())
        if names:
            wanted |= Q(pk__in=written.called_by_one_of(list(names), most))
        if typed := words.split():
            wanted |= Q(pk__in=self.model.objects.best_matches(words).values_list("pk")[:most])
            of_this = self._rows("names").filter(_holds(typed, "name"), speaker=OuterRef("pk"))
            match = Subquery(of_this.annotate(match=_match(typed, "name")).order_by("match").values("match")[:1])
        if not wanted:
            return self.none()
        return self.filter(wanted).annotate(meant_by=written.place_among(list(names)), match=match).order_by()

    def known_on(self, on: date | None) -> "SpeakerQuerySet":
        """Bring along what an editor tells a speaker by, as of the day ``on`` (None: today), in the same statement.

        ``positions_held``: what they were on that day, undated positions always, each {title, valid_from, valid_to}
        with days in ISO form; ``position_before``: the one that ended last before it, or None.
        ``last_said``: the quotation that was put on record last, or None: {kind, said_on, precision, outlet, passages}.
        Withdrawn ones are passed over. ``newest_quotes``: of the newest MOST_QUOTES_COUNTED places in a quotation (who
        speaks and is spoken for has two in one) the number of the quotation, or None where it is withdrawn.
        ``has_namesake``: whether another speaker goes or went by one of their names, whatever the case of its letters.
        """
        day = on or timezone.localdate()
        return self.annotate(
            positions_held=written.positions_held(day),
            position_before=written.position_before(day),
            last_said=written.LAST_SAID,
            newest_quotes=written.newest_quotes(MOST_QUOTES_COUNTED),
            has_namesake=written.HAS_NAMESAKE,
        )

    def _rows(self, relation: str) -> models.QuerySet[Any]:
        """Return the rows that refer to speakers by ``relation``, for a subquery."""
        related = self.model._meta.get_field(relation).related_model
        rows: models.QuerySet[Any] = cast("type[models.Model]", related)._default_manager.all()
        return rows


def _holds(words: Sequence[str], field: str) -> Q:
    """Return the condition that the name in ``field`` holds every word."""
    return Q(*((f"{field}__icontains", word) for word in words))


def _match(words: Sequence[str], field: str) -> Case:
    """Return how well the name in ``field`` matches the words typed: 0 best, 3 worst."""
    whole = " ".join(words)
    begins = Q()
    for word in words:
        # A word of the name begins here; every mark in what was typed stands for itself.
        begins &= Q(**{f"{field}__iregex": r"\m" + re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word)})
    return Case(
        When(**{f"{field}__iexact": whole}, then=0),
        When(**{f"{field}__istartswith": whole}, then=1),
        When(begins, then=2),
        default=3,
        output_field=IntegerField(),
    )
