"""Two editors at once: one decides, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from claims.models import Quote, Review
from claims.services import speakers
from tests.api.conftest import client_of
from tests.factories import editor, proposed
from tracker.core.models import AuditEvent, User


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_two_editors_cannot_both_accept(attempt: int) -> None:
    with transaction.atomic():
        candidate = proposed()
    people = [editor("ada"), editor("ben")]
    speaker = speakers.add("Ada Okafor", by=people[0])
    start = Barrier(2)

    def accept(person: User) -> int:
        try:
            client = client_of(person)
            start.wait(timeout=20)
            answer = client.post(
                f"/api/v1/candidates/{candidate.pk}/accept/",
                {"speakers": [speaker.pk], "note": f"by {person}"},
                headers={"if-match": '"1"'},
            )
            return answer.status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        codes = sorted(threads.map(accept, people))

    assert codes == [200, 412]
    assert Quote.objects.count() == 1
    review = Review.objects.get(candidate=candidate)
    assert (review.state, review.record_version) == ("accepted", 2)
    [event] = AuditEvent.objects.filter(subject_type="claims.review", verb="accept")
    assert event.editor == review.decided_by
