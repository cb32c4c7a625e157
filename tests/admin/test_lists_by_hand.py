"""Lists of candidates that no page of ours has sent: refused in plain words, and nothing is decided."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from claims.models import BulkDecision, Review
from tests.admin.points.scenes import again, wood
from tests.factories import UserFactory

BULK = "/admin/claims/review/bulk/"


@pytest.fixture
def items(db: None) -> list[Review]:
    return wood(3)


def posted(client: Client, **fields: object) -> str:
    """Return what the person reads: the page, or the messages that stand on the page they are sent to."""
    answer = client.post(BULK, {"reject_reason": "title", **fields})
    assert answer.status_code in {200, 302, 422}
    return answer.content.decode() + " ".join(map(str, get_messages(answer.wsgi_request)))


@pytest.mark.parametrize(
    ("ticked", "listed", "words"),
    [
        (["{a}", "999999"], ["{a}:1", "999999:1"], "There is no candidate with number 999999."),
        (["{a}"], ["{a}:one"], "“one” is no whole number"),
        (["{a}"], ["{a}:-1"], "“-1” is no whole number"),
        (["{a}"], ["{a}"], "“” is no whole number"),
        (["{a}"], ["{a}:1", f"{'9' * 5000}:1"], "is no whole number"),
        (["{a}"], ["{a}:1", "٣:1"], "“٣” is no whole number"),
        (["{a}"], ["{a}:1", "{a}:1"], "A candidate is listed twice."),
        (["{a}", "{b}"], ["{a}:1"], "What is ticked is not what was listed."),
        (["{a}"], [], "What is ticked is not what was listed."),
        (["all"], ["{a}:1"], "“all” is no whole number"),
        (["\x00"], ["{a}:1"], "is no whole number"),
        ([], ["{a}:1"], "Nothing is ticked."),
        ([], [], "Nothing is ticked."),
    ],
)
@pytest.mark.parametrize("action", ["reject", "accept"])
def test_what_is_no_list_is_refused(
    as_ada: Client, items: list[Review], ticked: list[str], listed: list[str], words: str, action: str
) -> None:
    a, b, _ = (item.pk for item in items)
    item, pairs = ([each.format(a=a, b=b) for each in values] for values in (ticked, listed))
    told = posted(as_ada, action=action, item=item, listed=pairs, attribution="unattributed")
    assert words in told
    assert {again(item).state for item in items} == {"pending"}
    assert not BulkDecision.objects.exists()


def test_201_are_too_many(as_ada: Client, items: list[Review]) -> None:
    numbers = [str(pk) for pk in range(items[0].pk, items[0].pk + 201)]
    told = posted(as_ada, action="reject", item=numbers, listed=[f"{pk}:1" for pk in numbers])
    assert "200 candidates at a time at most" in told
    assert "200 candidates at a time at most" in posted(as_ada, item=numbers)
    assert {again(item).state for item in items} == {"pending"}


def test_all_that_match_is_no_list(as_ada: Client, items: list[Review]) -> None:
    told = posted(as_ada, action="reject", select_across="1", q="The wood", state="pending")
    assert "Nothing is ticked." in told
    assert {again(item).state for item in items} == {"pending"}


def test_an_older_version_is_refused_by_itself(as_ada: Client, items: list[Review]) -> None:
    first, second, _ = items
    posted(as_ada, action="reject", item=[first.pk, second.pk], listed=[f"{first.pk}:1", f"{second.pk}:7"])
    assert [again(item).state for item in items] == ["rejected", "pending", "pending"]
    done = BulkDecision.objects.get()
    page = as_ada.get(f"{BULK}{done.pk}/").content.decode()
    assert "Not done." in page
    assert "changed while you had it open" in page


def test_who_may_not_see_candidates_sees_none_in_lists_comments_or_histories(items: list[Review]) -> None:
    nobody = Client()
    nobody.force_login(UserFactory.create(is_staff=True))
    assert nobody.post(BULK, {"item": [items[0].pk]}).status_code == 404
    for piece in ("comments", "story", "card"):
        assert nobody.get(f"/admin/claims/review/{items[0].pk}/{piece}/").status_code == 404
