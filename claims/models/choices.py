"""The field's terms that several models share."""

from django.db import models


class Kind(models.TextChoices):
    """How the words are given: PolNeAR and the newsroom agree on the three."""

    DIRECT = "direct", "direct: every word inside quotation marks"
    MIXED = "mixed", "mixed: some words inside quotation marks"
    INDIRECT = "indirect", "indirect: in the reporter's words"


class PartRole(models.TextChoices):
    """What a passage does in an attribution (PARC 3 and PolNeAR; relayer and date are ours)."""

    CONTENT = "content", "content"
    CUE = "cue", "cue"
    MENTION = "mention", "mention of the speaker"
    RELAYER = "relayer", "relaying outlet"
    DATE = "date", "date words"
    OCCASION = "occasion", "occasion"


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "day"
    WEEK = "week", "week"
    MONTH = "month", "month"
    YEAR = "year", "year"


class Attribution(models.TextChoices):
    """Whose words they are: three kinds of not knowing a name are three different things."""

    NAMED = "named", "named speaker"
    ANONYMOUS = "anonymous", "anonymous, described in the text"
    UNKNOWN = "unknown", "a speaker is meant, but the text does not settle who"
    UNATTRIBUTED = "unattributed", "nobody is named as the speaker"


class Risk(models.TextChoices):
    """What makes a candidate worth a slower look: where a mistake would do harm, or is likely."""

    NEGATION = "negation", "negation: a lost “not” turns the meaning round"
    NUMBER = "number", "number: figures, sums, dates"
    ANONYMOUS = "anonymous", "anonymous or unsettled speaker"
    PERSON = "person", "names a person who may be alive"
    UNSURE = "unsure", "low confidence, under 50 %"


class Queue(models.TextChoices):
    """What an editor may work through: everything, or what is likelier to be wrong or to do harm."""

    ALL = "all", "everything that waits"
    MINE = "mine", "mine: what I hold, or have commented on"
    UNSURE = "unsure", "low confidence"
    NEGATION = "negation", "with a negation"
    NUMBER = "number", "with a number"
    ANONYMOUS = "anonymous", "speaker anonymous or open"
    PERSON = "person", "names a person"
    SECOND = "second", "to be read a second time"
    DISAGREEMENT = "disagreement", "where two editors differ"
