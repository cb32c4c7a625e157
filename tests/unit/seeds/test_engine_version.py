"""A fingerprint promises one answer to one text: an engine that answers otherwise needs another version."""

import hashlib
import json
from dataclasses import asdict

from claims.extraction import ENGINE, extract
from seeds.catalogue import articles
from seeds.seed_text import read_seed

# The version of ENGINE, and the SHA-256 of what it finds in the seeds. A released version's line never changes.
ANSWERS = {
    "1.0": "530edfe690acdafee293ee97b4e222601cc4510518fb0d0127d14fda5abc4781",
}


def test_an_engine_that_answers_otherwise_has_another_version() -> None:
    found = [[asdict(each) for each in extract(read_seed(article).text)] for article in articles()]
    answer = hashlib.sha256(json.dumps(found, sort_keys=True, default=str).encode()).hexdigest()
    assert ANSWERS.get(ENGINE.version) == answer, (
        "The engine finds something else in the seeds than its version did. Raise ENGINE's version, so that runs carry "
        f"another fingerprint, and add the line: “{ENGINE.version}” … {answer}"
    )
