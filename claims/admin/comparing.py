"""Two versions of one document side by side, with what differs, and what that means for the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from claims.admin import touched
from claims.admin.compared import shown
from claims.admin.touched import Touched
from sources.models import Version
from sources.text.comparing import compare
from sources.text.comparison import Comparison
from tracker.core.admin_base import DeskAdmin, signed_in


@dataclass(frozen=True)
class Group:
    """Quotations or candidates of which the same is to be told; ``warn`` where an editor should look."""

    heading: str
    rows: Sequence[Touched]
    warn: bool


def compare_page(admin: DeskAdmin[Version], request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Answer with the page that shows two versions of one document side by side, the older one first.

    Raises PermissionDenied where the person may see no version, Http404 where there are no two versions of one
    document by these numbers.
    """
    if not admin.has_view_permission(request):
        raise PermissionDenied
    old, new = _two_versions(pk, other)
    comparison = compare(old.text, old.blocks, new.text, new.blocks)
    found, cut_short = touched.touched(comparison, old, new, by=signed_in(request))
    context = {
        "title": f"Versions {old.number} and {new.number} of {new.headline or new.document.locator}",
        "old": old,
        "new": new,
        "document": new.document,
        "summary": summary(comparison),
        "shown": shown(comparison),
        "groups": list(_groups(found, old, new)),
        "most": touched.MOST if cut_short else 0,
        "steps": _steps(old, new),
        "is_fullwidth": "1",
    }
    return admin.page(request, "claims/desk/compare.html", context)


def _two_versions(pk: int, other: int) -> tuple[Version, Version]:
    found = list(
        Version.objects.without_raw()
        .filter(Q(pk=pk) | Q(pk=other))
        .select_related("document__outlet", "got_by")
        .order_by("number")
    )
    if len(found) != 2 or found[0].document_id != found[1].document_id:
        raise Http404("Two different versions of one document can be compared, and these are not. Check the address.")
    return found[0], found[1]


def summary(comparison: Comparison) -> str:
    """Return in a sentence or two how much changed."""
    counts = comparison.counts
    if not comparison.differs:
        return "No word differs. Only white space does, such as blank lines and the ends of lines."
    fates = [
        (counts.changed, "changed"),
        (counts.added, "added"),
        (counts.removed, "removed"),
        (counts.moved, "moved"),
        (counts.recut, "divided or joined otherwise"),
    ]
    told = [f"{number:,} {fate}" for number, fate in fates if number]
    first = next(number for number, _ in fates if number)
    told[0] = told[0].replace(" ", f" {_plural('paragraph', first)} ", 1)
    common = f"{counts.words_common:,} {_plural('word', counts.words_common)} in common"
    return f"{', '.join(told)}. {common}, {counts.words_removed:,} taken out, {counts.words_added:,} put in."


def _groups(found: Sequence[Touched], old: Version, new: Version) -> Iterable[Group]:
    """Give what is to be told of the quotations and candidates, what most needs a look first."""
    for version, other in ((old, new), (new, old)):
        for stands in (False, None, True):
            for sort, noun, rest in (("quote", "quotation", " on record"), ("review", "candidate", " waiting")):
                rows = [one for one in found if (one.version.pk, one.stands, one.sort) == (version.pk, stands, sort)]
                if rows:
                    what = f"{len(rows):,} {_plural(noun, len(rows))}{rest}"
                    heading = f"{what} {_verdict(version, other, stands, many=len(rows) > 1)}"
                    yield Group(heading, rows, warn=not stands and version is old)


def _verdict(version: Version, other: Version, stands: bool | None, *, many: bool) -> str:
    older = version.number < other.number
    if stands is None:
        touch = "touch" if many else "touches"
        return f"{touch} a changed passage; the article is too long to say whether the words stand unchanged."
    if stands:
        lie, stand = ("lie", "stand") if many else ("lies", "stands")
        return f"{lie} in a changed passage and {stand} word for word in both versions."
    if older:
        return f"no longer {'stand' if many else 'stands'} word for word in version {other.number}."
    return f"of version {version.number} did not stand word for word in version {other.number}."


def _steps(old: Version, new: Version) -> list[tuple[str, str]]:
    """Return other comparisons within the document as (words, address): the step before, the step after, the whole."""
    known = dict(Version.objects.filter(document=old.document_id).order_by("number").values_list("number", "pk"))
    numbers = list(known)
    first, last = numbers[0], numbers[-1]
    wanted = [
        ("Step before", numbers[max(numbers.index(old.number) - 1, 0)], old.number),
        ("Step after", new.number, numbers[min(numbers.index(new.number) + 1, len(numbers) - 1)]),
        ("First and newest", first, last),
    ]
    return [
        (
            f"{words}: {one} and {two}",
            reverse("admin:sources_version_compare", args=[known[one], known[two]]),
        )
        for words, one, two in wanted
        if one != two and (one, two) != (old.number, new.number)
    ]


def _plural(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"
