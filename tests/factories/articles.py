"""Articles, captured by the real service, and candidates, kept by the real one."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from claims.extraction.attribution import Attribution, EngineIdentity, Kind, SaidOn, SpeakerGuess
from claims.models import Candidate, ExtractionRun, Review
from claims.services.proposals import propose
from sources.models import Version
from sources.services.capture import Delivery, OutletHint, capture
from sources.text.spans import Span
from tracker.core.actors import Actor, Agent
from tracker.core.ledger import record

TESTS = Agent("tests")
ENGINE = EngineIdentity("by-hand", "1")
TEXT = (
    "Harbour wall to be rebuilt\n\n"
    "Mara Ellison 4 March 2026\n\n"
    "Councillor Ada Okafor opened the session on Tuesday. “We will rebuild the wall,” she said, "
    "“and we will not raise the levy.”\n\n"
    "Her deputy, Tomas Reyl, warned that the work could take “three winters”.\n"
)


def article(
    text: str = TEXT,
    *,
    locator: str = "https://harwickpost.example/wall",
    outlet: str = "Harwick Post",
    by: Actor = TESTS,
) -> Version:
    """Capture ``text`` as a new version of the document at ``locator`` and return it whole."""
    intake = capture(
        Delivery(
            raw=text.encode(),
            got=Version.Got.FILE,
            asked_for="article.txt",
            locator=locator,
            filename="article.txt",
            outlet=OutletHint(name=outlet, domain="harwickpost.example"),
        ),
        by=by,
    )
    assert intake.version is not None, intake.refusal
    return Version.objects.get(pk=intake.version.pk)


def attribution(
    text: str,
    content: Sequence[str],
    *,
    cue: str = "",
    mention: str = "",
    speaker: str = "",
    kind: Kind = "direct",
    confidence: float = 0.9,
    said_on: tuple[date, str] | None = None,
) -> Attribution:
    """Return an attribution whose passages are the first places of the given words in ``text``."""

    def spans(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    return Attribution(
        content=tuple(span for words in content for span in spans(words)),
        cue=spans(cue) if cue else (),
        mention=spans(mention) if mention else (),
        kind=kind,
        cue_class="speech",
        speakers=(SpeakerGuess(speaker, "person", None, None, "named"),) if speaker else (),
        alternatives=(),
        confidence=confidence,
        reasons=(f"The cue is “{cue}”.",) if cue else (),
        said_on=SaidOn(said_on[0], "day", spans(said_on[1])[0]) if said_on else None,
        relayed_by=(),
    )


def run_over(version: Version, engine: EngineIdentity = ENGINE) -> ExtractionRun:
    """Return a run over ``version`` whose results the test keeps itself."""
    with transaction.atomic():
        run = ExtractionRun.objects.create(
            version=version,
            engine=engine.name,
            engine_version=engine.version,
            parameters=dict(engine.parameters),
            fingerprint=engine.fingerprint,
        )
        record(run, "request", by=TESTS)
        return run


def propose_all(version: Version, *found: Attribution, engine: EngineIdentity = ENGINE) -> list[Candidate]:
    """Keep ``found`` as the candidates of one run, in reading order."""
    run = run_over(version, engine)
    with transaction.atomic():
        propose(run, found)
    return list(run.candidates.order_by("start", "pk"))


def proposed(version: Version | None = None, *, engine: EngineIdentity = ENGINE) -> Candidate:
    """Return the candidate of the two-part quotation in TEXT."""
    version = version or article()
    found = attribution(
        version.text,
        ["We will rebuild the wall,", "and we will not raise the levy."],
        cue="said",
        mention="she",
        speaker="Ada Okafor",
        said_on=(date(2026, 3, 3), "Tuesday"),
    )
    return propose_all(version, found, engine=engine)[0]


def review_of(candidate: Candidate) -> Review:
    """Return the review of ``candidate`` as the database has it now."""
    return Review.objects.get(candidate=candidate)
