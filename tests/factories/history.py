"""A small history of the desk over six days, whose figures can be told by hand."""

from claims.extraction.attribution import EngineIdentity
from claims.models import Candidate, Review
from claims.models.choices import Attribution, Kind
from claims.services import review
from claims.services.proposals import propose
from claims.services.statements import Statement, parts_of
from tests.factories.articles import article, attribution, propose_all, review_of, run_over
from tests.factories.days import days_ago
from tracker.core.models import User

OLD, NEW = EngineIdentity("by-hand", "1"), EngineIdentity("by-hand", "2")
WORDS = ("Alder is felled", "Birch is kept", "Cedar is dear", "Damson is ripe", "Elm is gone")
GROVE = "Five trees\n\n" + "\n\n".join(f"“{words},” said the forester. Nobody else spoke." for words in WORDS) + "\n"


def desk_history(ada: User, ben: User, *, ended: int = 0) -> dict[str, Review]:
    """Let Ada and Ben work for six days, the last of them ``ended`` days ago; return the reviews by letter.

    Day 1: the old engine finds A, B, C and D. Day 2: Ada accepts A and rejects B as a title. Day 3: Ada reopens A, Ben
    accepts C. Day 4: Ben takes C back, Ada accepts A again. Day 5: the new engine finds A, which is settled, D, which
    takes the old D's place, and E. Day 6: Ben rejects the new D as wrongly cut, and a late run of the old engine finds
    E, which is superseded before it ever waits. So there waited at the end of each day: 4, 2, 2, 2, 3, 2.
    """
    version = article(GROVE, locator="https://harwickpost.example/grove")
    late = run_over(version, EngineIdentity("by-hand", "0"))
    found = [attribution(version.text, [words]) for words in WORDS]
    with days_ago(ended + 5):
        old = propose_all(version, *found[:4], engine=OLD)
    a, b, c, _ = (review_of(candidate) for candidate in old)
    with days_ago(ended + 4):
        accept(a, ada)
        review.reject(b.pk, "title", by=ada, expected_version=1)
    with days_ago(ended + 3):
        review.reopen(a.pk, by=ada, expected_version=2, reason="The forester was not there.")
        accept(c, ben)
    with days_ago(ended + 2):
        review.undo(c.pk, by=ben, expected_version=2)
        accept(a, ada)
    with days_ago(ended + 1):
        new = propose_all(version, found[0], found[3], found[4], engine=NEW)
    with days_ago(ended):
        review.reject(review_of(new[1]).pk, "wrong-span", by=ben, expected_version=1, note="=1+1 words too many")
        propose(late, [found[4]])
    return dict(zip("abcdDE", map(review_of, [*old, *new[1:]]), strict=True))


def accept(item: Review, by: User, *, kind: Kind | None = None) -> None:
    """Put the words of ``item`` on record, as nobody's."""
    item.refresh_from_db()
    review.accept(item.pk, ruled(item.candidate, kind), by=by, expected_version=item.record_version)


def ruled(candidate: Candidate, kind: Kind | None = None) -> Statement:
    """Return the statement that takes the candidate as it is, without a speaker; ``kind`` rules it otherwise."""
    return Statement(kind or Kind(candidate.kind), parts_of(candidate), Attribution.UNATTRIBUTED)
