"""An article that was changed after its capture says so on every page where someone decides."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Candidate
from claims.services import review as review_verbs
from claims.services.statements import Statement, parts_of
from sources.models import Version
from tests.factories import article, proposed, review_of
from tests.factories.articles import TEXT
from tracker.core.models import User

TURNED = TEXT.replace("will not raise", "will now raise")
CHANGED_ELSEWHERE = TEXT.replace("three winters", "four winters")
NOTICE = "This is version 1 of 2: the article was changed after this capture."
STANDS = "Its words stand unchanged in version 2."
GONE = "Its words do NOT stand in version 2: look before you"


def page(client: Client, row: Any) -> str:
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    return client.get(address).content.decode()


def link_to(version: Version) -> str:
    return f'href="{reverse("admin:sources_version_change", args=[version.pk])}">Version {version.number}</a>'


@pytest.fixture
def candidate(db: None) -> Candidate:
    return proposed()


def accepted(candidate: Candidate, by: User) -> Any:
    statement = Statement(kind="direct", parts=parts_of(candidate), attribution="unattributed")  # type: ignore[arg-type]
    return review_verbs.accept(review_of(candidate).pk, statement, by=by, expected_version=1)[1]


def test_the_newest_version_carries_no_notice(as_ada: Client, ada: User, candidate: Candidate) -> None:
    quote = accepted(candidate, ada)
    for row in (quote, candidate.review, candidate.version, candidate.version.document):
        shown = page(as_ada, row)
        assert "data-newer" not in shown
        assert "was changed after" not in shown
    assert "v1 of" not in as_ada.get(reverse("admin:claims_review_changelist"), {"state": "all"}).content.decode()


@pytest.mark.parametrize(("text", "judged", "not_said"), [(TURNED, GONE, STANDS), (CHANGED_ELSEWHERE, STANDS, GONE)])
def test_candidate_and_quotation_of_an_older_version_say_whether_the_words_stand(
    as_ada: Client, ada: User, candidate: Candidate, text: str, judged: str, not_said: str
) -> None:
    newer = article(text)
    for row in (review_of(candidate), accepted(candidate, ada)):
        shown = page(as_ada, row)
        assert NOTICE in shown
        assert link_to(newer) in shown
        assert judged in shown
        assert not_said not in shown


def test_a_version_that_is_not_the_newest_links_the_newest(as_ada: Client, candidate: Candidate) -> None:
    article(TURNED)
    newest = article(CHANGED_ELSEWHERE)
    shown = page(as_ada, candidate.version)
    assert "This is version 1 of 3: the article was changed" in shown
    assert link_to(newest) in shown
    assert "Its words" not in shown
    assert "data-newer" not in page(as_ada, newest)


def test_the_document_names_what_older_versions_left(as_ada: Client, ada: User, candidate: Candidate) -> None:
    article(TURNED)
    review = review_of(candidate)
    shown = page(as_ada, candidate.version.document)
    assert "This page shows version 2 of 2" in shown
    assert f"candidate {review.pk} (v1 of 2)" in shown
    quote = accepted(candidate, ada)
    shown = page(as_ada, candidate.version.document)
    assert f"quotation {quote.pk} (v1 of 2)" in shown
    assert "there wait" not in shown


def test_the_lists_mark_what_comes_of_an_older_version(as_ada: Client, ada: User, candidate: Candidate) -> None:
    newer = article(TURNED)
    queue, record = reverse("admin:claims_review_changelist"), reverse("admin:claims_quote_changelist")
    assert "v1 of 2" in as_ada.get(queue).content.decode()
    accepted(candidate, ada)
    assert "v1 of 2" in as_ada.get(record).content.decode()
    assert "v2 of 2" not in as_ada.get(record).content.decode()
    assert newer.number == 2
