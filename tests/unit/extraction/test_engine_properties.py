"""Whatever the text: no exception, every span inside it, the same answer twice; and the engine's identity."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import ENGINE, EngineIdentity, extract
from sources.text.spans import Span

PIECES = st.sampled_from(
    [
        '"', "“", "”", "''", "‘", "’", "«", "»", "„", "「", "」", "'",
        "\n\n", "\r\n", "\n", " ", ", ", ". ", ": ", "- ",
        "Anna Holm", "Lund", "he", "she", "they", "said", "told", "that", "warned", "according to", "to", "and", "but",
        "noting", "the minister", "a spokesman for", "on Monday", "yesterday", "12 October", "the Harbour Times", "who",
        "was", "called", "vowed", "U.S.", "Mr.", "…", "(", ")", "NAME:",
        "left no doubt", "🐦", "\u200f", "\x00", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)
)


@given(text=TEXTS, cut=st.integers(0, 60))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str, cut: int) -> None:
    skip = [Span(cut, cut + 10)]
    found = extract(text, skip=skip)
    assert found == extract(text, skip=skip)
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        assert attribution.reasons
        assert not (attribution.speakers and attribution.alternatives)
        spans = [*attribution.content, *attribution.cue, *attribution.mention]
        spans += [relay.span for relay in attribution.relayed_by]
        spans += [speaker.evidence for speaker in attribution.speakers if speaker.evidence]
        assert all(span.of(text) for span in spans)
        assert list(attribution.content) == sorted(attribution.content)
        assert not any(part.overlaps(skip[0]) for part in attribution.content if len(attribution.content) == 1)


def test_the_fingerprint_tells_engines_apart() -> None:
    same = EngineIdentity(ENGINE.name, ENGINE.version, dict(ENGINE.parameters), None)
    other = EngineIdentity(ENGINE.name, ENGINE.version + ".1", dict(ENGINE.parameters), None)
    assert len(ENGINE.fingerprint) == 64
    assert same.fingerprint == ENGINE.fingerprint
    assert other.fingerprint != ENGINE.fingerprint
