"""A hundred thousand candidates out of a few that the real pipeline found: copied inside the database, undecided."""

from django.db import connection
from django.db.models import Model

from claims.models import Candidate, CandidatePart, ExtractionRun, Review
from claims.services import extraction
from seeds.catalogue import articles
from seeds.seed_text import read_seed
from sources.models import Document, SourceSpan, Version
from tests.factories import article
from tracker.core.actors import Agent
from tracker.core.models import AuditEvent

BY = Agent("bench")


def seeded() -> int:
    """Take in the plain seed articles and read them; return how many candidates wait."""
    for seed in articles():
        if seed.path.suffix == ".txt":
            version = article(read_seed(seed).text, locator=f"https://bench.example/{seed.path.name}")
            extraction.perform(extraction.request(version, by=BY).pk)
    return Review.objects.pending().count()


def copied(wanted: int) -> int:
    """Copy the captures with all that was found in them until ``wanted`` candidates wait; return how many do.

    Every trigger judges the copies as it judged the originals: spans are held against the text, events are chained.
    """
    there = Review.objects.pending().count()
    times = -(-(wanted - there) // there)
    if times > 0:
        _copy(times)
    return Review.objects.pending().count()


def _copy(times: int) -> None:
    with connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement, {"times": times})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _statements() -> list[str]:
    version, span, run = _table(Version), _table(SourceSpan), _table(ExtractionRun)
    candidate, part, review = _table(Candidate), _table(CandidatePart), _table(Review)
    its_copy = f"""{candidate} was ON was.version_id = copy.old JOIN {candidate} candidate
                   ON candidate.version_id = copy.new AND candidate.parts_key = was.parts_key"""
    return [
        f"""CREATE TEMP TABLE copy AS
            SELECT version.id AS old, nextval(pg_get_serial_sequence('{version}', 'id')) AS new, times.number,
                   version.document_id AS old_document,
                   nextval(pg_get_serial_sequence('{_table(Document)}', 'id')) AS new_document
              FROM {version} version, generate_series(1, %(times)s) times (number)
             WHERE EXISTS (SELECT 1 FROM {review} review WHERE review.version_id = version.id)""",  # noqa: S608 - our own names
        "ANALYZE copy",
        _copies(
            Document,
            {"id": "copy.new_document", "locator": "original.locator || '?' || copy.new_document"},
            f"{_table(Document)} original ON original.id = copy.old_document",
        ),
        _copies(
            Version,
            {"id": "copy.new", "document_id": "copy.new_document"},
            f"{version} original ON original.id = copy.old",
        ),
        _copies(SourceSpan, {"version_id": "copy.new"}, f"{span} original ON original.version_id = copy.old"),
        _copies(ExtractionRun, {"version_id": "copy.new"}, f"{run} original ON original.version_id = copy.old"),
        f"ANALYZE {span}",
        _copies(
            Candidate,
            {"version_id": "copy.new", "run_id": "run.id"},
            f"{candidate} original ON original.version_id = copy.old JOIN {run} run ON run.version_id = copy.new",
        ),
        f"ANALYZE {candidate}",
        _copies(
            CandidatePart,
            {"candidate_id": "candidate.id", "span_id": "span.id"},
            f"""{its_copy} JOIN {part} original ON original.candidate_id = was.id
                JOIN {span} old_span ON old_span.id = original.span_id JOIN {span} span ON span.version_id = copy.new
                 AND span.start = old_span.start AND span."end" = old_span."end" """,
        ),
        _copies(
            Review,
            {"version_id": "copy.new", "candidate_id": "candidate.id", "leased_by_id": "NULL", "leased_until": "NULL"},
            f"{its_copy} JOIN {review} original ON original.candidate_id = was.id AND original.state = 'pending'",
        ),
        f"""INSERT INTO {_table(AuditEvent)} (subject_type, subject_id, verb, after, agent, reason)
            SELECT 'claims.review', review.id, 'propose', '{{}}', 'bench', ''
              FROM {review} review JOIN copy ON review.version_id = copy.new""",  # noqa: S608 - our own names
        "DROP TABLE copy",
    ]


def _copies(model: type[Model], other: dict[str, str], joined: str) -> str:
    """Return the INSERT that copies rows of ``model``, with the columns ``other`` set anew; ids are new ones."""
    fields = model._meta.concrete_fields
    columns = [str(field.column) for field in fields if field.column in other or not field.primary_key]
    values = [other.get(column, f'original."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {_table(model)} ({names}) SELECT {', '.join(values)} FROM copy JOIN {joined}"  # noqa: S608


def _table(model: type[Model]) -> str:
    return model._meta.db_table
