"""The keys of the desk: as one editor has them, and the page on which they change them."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from claims.admin.answers import is_script, news
from claims.models import DeskPreference
from claims.services.preferences import ACTIONS, keys_of, set_keys
from tracker.core.admin_base import signed_in
from tracker.core.errors import DomainError
from tracker.core.models import User

if TYPE_CHECKING:
    from claims.admin.reviews import ReviewAdmin


def preference_of(person: User) -> DeskPreference | None:
    """Return what the person has set, if anything."""
    return DeskPreference.objects.filter(user=person).first()


def keymap(preference: DeskPreference | None) -> dict[str, Any]:
    """Return what a page needs of the keys: for its scripts, and for the help."""
    keys = keys_of(preference)
    keys_on = preference.keys_on if preference else True
    return {
        "keymap": {"on": keys_on, "keys": keys},
        "keys_on": keys_on,
        "key_rows": [
            {"action": action, "key": keys[action], "default": default, "words": words}
            for action, (default, words) in ACTIONS.items()
        ],
    }


def keys_page(admin: "ReviewAdmin", request: HttpRequest) -> HttpResponse:
    """Show the keys, and change them or switch them off."""
    by, error = signed_in(request), None
    shown = keymap(preference_of(by))
    if request.method == "POST":
        asked = request.POST
        keys = (
            {} if asked.get("action") == "defaults" else {action: asked.get(f"key_{action}", "") for action in ACTIONS}
        )
        if asked.get("action") == "switch":  # by the box in the help: the keys themselves stay
            keys = shown["keymap"]["keys"]
        try:
            set_keys(keys, by=by, keys_on=asked.get("keys_on") == "yes")
        except DomainError as refused:
            error = refused
            for row in shown["key_rows"]:
                row["key"] = keys.get(row["action"], row["key"])
        else:
            if is_script(request):
                return news({})
            messages.success(request, "Your keys are kept.")
            return HttpResponseRedirect(request.path)
    context = {"title": "Keys of the desk", "error": error, "fault": error.pointer if error else "", **shown}
    return admin.page(request, "claims/desk/keys.html", context, status=error.http_status if error else 200)
