"""Articles with as many candidates as a test wants, and what stands in the ledger about one."""

from claims.models import Candidate, Review
from tests.factories import article, propose_all, review_of
from tests.factories.articles import attribution
from tracker.core.models import AuditEvent

TREES = ("Alder", "Birch", "Cedar", "Damson", "Elm", "Fir", "Gean", "Hazel")


def wood(count: int, *, name: str = "wood", speaker: str = "Ada Okafor") -> list[Review]:
    """Return ``count`` candidates of one article, a paragraph each, in reading order.

    The first is “Alder 1 is felled,” and so on; ``name`` is the article's address.
    """
    words = [f"{TREES[place % len(TREES)]} {place + 1} is felled," for place in range(count)]
    text = f"The {name} is felled\n\n" + "\n\n".join(f"“{one}” said {speaker}." for one in words) + "\n"
    version = article(text, locator=f"https://harwickpost.example/{name}")
    found = (attribution(text, [one], cue="said", mention=speaker, speaker=speaker) for one in words)
    return [review_of(candidate) for candidate in propose_all(version, *found)]


def again(review: Review) -> Review:
    """Return the review as the database has it now."""
    return Review.objects.select_related("candidate", "decided_by", "leased_by").get(pk=review.pk)


def told(review: Review | Candidate) -> list[tuple[str, str, str]]:
    """Return (verb, who, reason) of every event about a row, oldest first."""
    events = AuditEvent.objects.about(review).select_related("editor")
    return [(event.verb, str(event.actor), event.reason) for event in events]


# One candidate of each risk by itself, and one of none: (words, speaker as read, confidence, risk).
RISKS = (
    ("The wall is old,", "Ada Okafor", 0.9, ""),
    ("It will not fall,", "Ada Okafor", 0.9, "negation"),
    ("It took three winters,", "Ada Okafor", 0.9, "number"),
    ("The levy is high,", "", 0.9, "anonymous"),
    ("We asked Councillor Reyl first,", "Ada Okafor", 0.9, "person"),
    ("Stones are dear,", "Ada Okafor", 0.3, "unsure"),
)


def risky(name: str) -> list[Review]:
    """Return the candidates of one article in which each of RISKS stands twice, in their order and then again."""
    rows = [
        (words if turn == 0 else f"Again: {words}", who, share) for turn in range(2) for words, who, share, _ in RISKS
    ]
    text = f"The {name}\n\n" + "\n\n".join(f"“{words}” said {who or 'somebody'}." for words, who, _ in rows) + "\n"
    version = article(text, locator=f"https://harwickpost.example/{name}")
    found = (attribution(text, [f"“{words}”"], speaker=who, confidence=share) for words, who, share in rows)
    return [review_of(candidate) for candidate in propose_all(version, *found)]
