"""What a decision and the way to the next item cost the database: a few statements, whatever else waits."""

import re
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Review
from claims.services import speakers
from tests.admin.points.scenes import again, wood
from tests.admin.test_review_views import desk, form
from tracker.core.models import User

MOST = 6
SCRIPT = {"HX-Request": "true"}
FRAME = re.compile(r"^(BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK)\b")


def statements(queries: CaptureQueriesContext) -> list[str]:
    """Return the statements but for those that frame a transaction."""
    return [query["sql"] for query in queries.captured_queries if not FRAME.match(query["sql"])]


def accepting(item: Review, **changed: object) -> dict[str, object]:
    return form(again(item), said_on=None, precision=None, **changed)


@pytest.mark.parametrize("waiting", [2, 60])
@pytest.mark.parametrize("named", [False, True])
def test_a_decision_and_the_next_item(as_ada: Client, ada: User, waiting: int, named: bool) -> None:
    okafor = speakers.add("Ada Okafor", by=ada)
    items = wood(waiting)
    sent = accepting(items[0], attribution="named", speakers=[okafor.pk]) if named else accepting(items[0])
    with CaptureQueriesContext(connection) as deciding:
        answer = as_ada.post(desk(items[0]), sent, headers=SCRIPT)
    assert answer.status_code == 204
    assert again(items[0]).state == "accepted"
    assert len(statements(deciding)) <= MOST, "\n".join(statements(deciding))

    shown = items[0].version_id
    with CaptureQueriesContext(connection) as following:
        answer = as_ada.post("/admin/claims/review/next/", {"after": items[0].pk, "shown": shown}, headers=SCRIPT)
    assert f'data-review="{items[1].pk}"' in answer.content.decode()
    assert len(statements(following)) <= MOST, "\n".join(statements(following))


@pytest.mark.parametrize("waiting", [2, 60])
def test_a_rejection(as_ada: Client, waiting: int) -> None:
    items = wood(waiting)
    sent = {"action": "reject", "expected_version": 1, "reject_reason": "title"}
    with CaptureQueriesContext(connection) as deciding:
        assert as_ada.post(desk(items[0]), sent, headers=SCRIPT).status_code == 204
    assert again(items[0]).state == "rejected"
    assert len(statements(deciding)) <= MOST, "\n".join(statements(deciding))


@pytest.mark.parametrize("waiting", [2, 60])
def test_the_next_item_of_another_article(as_ada: Client, waiting: int) -> None:
    [last] = wood(1)
    items = wood(waiting, name="fen")
    with CaptureQueriesContext(connection) as following:
        answer = as_ada.post("/admin/claims/review/next/", {"after": last.pk, "shown": last.version_id}, headers=SCRIPT)
    page = answer.content.decode()
    assert f'data-review="{items[0].pk}"' in page
    assert page.count("data-paragraph") == waiting + 1
    assert len(statements(following)) <= MOST, "\n".join(statements(following))


def test_a_decision_answers_at_once(as_ada: Client, ada: User) -> None:
    okafor = speakers.add("Ada Okafor", by=ada)
    items = wood(60)
    took = []
    for item in items[:10]:
        sent = accepting(item, attribution="named", speakers=[okafor.pk])
        begun = perf_counter()
        assert as_ada.post(desk(item), sent, headers=SCRIPT).status_code == 204
        took.append(perf_counter() - begun)
    assert median(took) < 1, took  # a tenth of it on a machine that is not busy with other tests
    print(f"A decision takes {median(took) * 1000:.0f} ms, at the median of ten.")  # noqa: T201
