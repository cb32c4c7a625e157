"""A fingerprint promises one answer to one text: an engine that answers otherwise needs another version."""

import hashlib
import json
from dataclasses import asdict

from claims.extraction.engine import DEFAULT, RULES
from seeds.catalogue import articles
from seeds.seed_text import read_seed

# What the rules find in the seeds, by version: SHA-256. A released version's line never changes.
BY_RULES = {
    "1.0": "530edfe690acdafee293ee97b4e222601cc4510518fb0d0127d14fda5abc4781",
    "1.1": "1457309818ebfbbd18af35f040d50c40fb9a27acf4598275a1ec42334052529f",
}
# The learned engine's answers by its fingerprint: spans and speakers only, since the last digit of a probability may
# differ from processor to processor.
BY_TAGGER = {
    "6b3981eadba30f6e4ec456c4edb5650a8b945575b8d54607d871d22665774aec": (
        "410b75030110c73a579fed8ecf2cf1f08498eab838818ec33dbe3b59291c201e"
    ),
}
ADVICE = (
    "The engine finds something else in the seeds than it did under this name. Raise its version, so that runs carry "
    "another fingerprint, and add the line: “{}” … {}"
)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def test_rules_that_answer_otherwise_have_another_version() -> None:
    answer = _digest([[asdict(each) for each in RULES.extract(read_seed(article).text)] for article in articles()])
    version = RULES.identity.version
    assert BY_RULES.get(version) == answer, ADVICE.format(version, answer)


def test_a_tagger_that_answers_otherwise_has_another_fingerprint() -> None:
    texts = [read_seed(article).text for article in articles()]
    found = [(a.content, a.cue, a.mention, [s.name for s in a.speakers]) for t in texts for a in DEFAULT.extract(t)]
    answer, fingerprint = _digest(found), DEFAULT.identity.fingerprint
    assert BY_TAGGER.get(fingerprint) == answer, ADVICE.format(fingerprint, answer)
