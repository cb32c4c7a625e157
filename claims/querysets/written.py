"""What the desk asks for with every item, written out: the ORM takes longer to build these than PostgreSQL to answer.

Each is a subquery over the row that it is brought along with; the tables are the models' own.
"""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, IntegerField, JSONField
from django.db.models.expressions import RawSQL

from claims.workflow import CommentState, QuoteState, ReviewState

_ON_RECORD: Final = QuoteState.ON_RECORD.value

# -- A review ------------------------------------------------------------------------------------------------------
FOUND_PARTS: Final = RawSQL(
    """SELECT coalesce(jsonb_agg(jsonb_build_object('role', part.role, 'position', part.position, 'id', span.id,
              'start', span.start, 'end', span."end", 'text', span.text) ORDER BY part.role, part.position), '[]')
         FROM claims_candidatepart part JOIN sources_sourcespan span ON span.id = part.span_id
        WHERE part.candidate_id = claims_review.candidate_id""",
    [],
    JSONField(),
)
QUOTE: Final = RawSQL(
    "SELECT quote.id FROM claims_quote quote WHERE quote.candidate_id = claims_review.candidate_id", [], IntegerField()
)
LEFT: Final = RawSQL(
    "SELECT count(*) FROM claims_review other WHERE other.version_id = claims_review.version_id AND other.state = %s",
    [ReviewState.PENDING.value],
    IntegerField(),
)
OPEN_COMMENTS: Final = RawSQL(
    "SELECT count(*) FROM claims_comment remark WHERE remark.review_id = claims_review.id AND remark.state = %s",
    [CommentState.OPEN.value],
    IntegerField(),
)
NEWEST_NUMBER: Final = RawSQL(
    """SELECT max(other.number) FROM sources_version own JOIN sources_version other USING (document_id)
        WHERE own.id = claims_review.version_id""",
    [],
    IntegerField(),
)


def not_before_the_capture_of(pk: int) -> RawSQL:
    """Tell whether a review's capture is that of the review ``pk`` or a later one: where the index begins to read."""
    return RawSQL(
        "claims_review.version_id >= (SELECT here.version_id FROM claims_review here WHERE here.id = %s)",
        [pk],
        BooleanField(),
    )


def later_than(pk: int) -> RawSQL:
    """Tell whether a review comes later in reading order than the review ``pk``."""
    return RawSQL(
        """(claims_review.version_id, claims_review.start, claims_review.id)
           > (SELECT here.version_id, here.start, here.id FROM claims_review here WHERE here.id = %s)""",
        [pk],
        BooleanField(),
    )


# -- A speaker -----------------------------------------------------------------------------------------------------
_POSITION: Final = "'title', held.title, 'valid_from', held.valid_from, 'valid_to', held.valid_to"
HAS_NAMESAKE: Final = RawSQL(
    """EXISTS (SELECT 1 FROM claims_speakername own JOIN claims_speakername other
                 ON upper(other.name) = upper(own.name) AND other.speaker_id <> own.speaker_id
               WHERE own.speaker_id = claims_speaker.id)""",
    [],
    BooleanField(),
)
# The inner of the two needs the index alone: it is read in order and no further than the limit.
_NEWEST_QUOTES: Final = """ARRAY(
    SELECT (SELECT quote.id FROM claims_quotespeaker said JOIN claims_quote quote ON quote.id = said.quote_id
             WHERE said.id = place.id AND quote.state = %s)
      FROM (SELECT newest.id FROM claims_quotespeaker newest WHERE newest.speaker_id = claims_speaker.id
             ORDER BY newest.id DESC LIMIT %s) place
     ORDER BY place.id DESC)"""
LAST_SAID: Final = RawSQL(
    """SELECT jsonb_build_object('kind', quote.kind, 'said_on', quote.said_on, 'precision', quote.said_on_precision,
              'outlet', outlet.name, 'passages', ARRAY(
                  SELECT span.text FROM claims_quotepart part JOIN sources_sourcespan span ON span.id = part.span_id
                   WHERE part.quote_id = quote.id AND part.role = 'content' ORDER BY part.position))
         FROM claims_quotespeaker said JOIN claims_quote quote ON quote.id = said.quote_id
              JOIN sources_version version ON version.id = quote.version_id
              JOIN sources_document document ON document.id = version.document_id
              LEFT JOIN sources_outlet outlet ON outlet.id = document.outlet_id
        WHERE said.speaker_id = claims_speaker.id AND quote.state = %s
        ORDER BY said.id DESC LIMIT 1""",
    [_ON_RECORD],
    JSONField(),
)


def newest_quotes(most: int) -> RawSQL:
    """Return the quotations of the newest ``most`` places of a speaker, each a number, or None where withdrawn."""
    return RawSQL(_NEWEST_QUOTES, [_ON_RECORD, most], ArrayField(IntegerField(null=True)))


def positions_held(day: object) -> RawSQL:
    """Return what a speaker was on ``day``, the newest first; undated positions always."""
    return RawSQL(
        f"""SELECT coalesce(jsonb_agg(jsonb_build_object({_POSITION})
                            ORDER BY held.valid_from DESC NULLS LAST, held.id), '[]')
              FROM claims_speakerposition held
             WHERE held.speaker_id = claims_speaker.id AND (held.valid_from IS NULL OR held.valid_from <= %s)
               AND (held.valid_to IS NULL OR held.valid_to >= %s)""",
        [day, day],
        JSONField(),
    )


def position_before(day: object) -> RawSQL:
    """Return the position of a speaker that ended last before ``day``."""
    return RawSQL(
        f"""SELECT jsonb_build_object({_POSITION}) FROM claims_speakerposition held
             WHERE held.speaker_id = claims_speaker.id AND held.valid_to < %s
             ORDER BY held.valid_to DESC, held.valid_from DESC NULLS LAST, held.id LIMIT 1""",
        [day],
        JSONField(),
    )


def called_by_one_of(names: list[str], most: int) -> RawSQL:
    """Return the numbers of the speakers who go or went by one of ``names``, ``most`` for each name."""
    return RawSQL(
        """SELECT called.speaker_id
             FROM (SELECT held.speaker_id, row_number() OVER (PARTITION BY upper(held.name) ORDER BY held.speaker_id)
                          AS turn
                     FROM claims_speakername held
                    WHERE upper(held.name) = ANY (ARRAY(SELECT upper(name) FROM unnest(%s::text[]) name))) called
            WHERE called.turn <= %s""",
        [names, most],
        IntegerField(),
    )


def place_among(names: list[str]) -> RawSQL:
    """Return the place in ``names`` (from 0) of the first by which a speaker goes or went; NULL if by none."""
    return RawSQL(
        """SELECT min(wanted.place)::int - 1
             FROM unnest(%s::text[]) WITH ORDINALITY wanted (name, place)
                  JOIN claims_speakername held ON upper(held.name) = upper(wanted.name)
            WHERE held.speaker_id = claims_speaker.id""",
        [names],
        IntegerField(),
    )
