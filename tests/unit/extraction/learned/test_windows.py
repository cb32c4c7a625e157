"""Windows over the pieces of a text: every piece is kept once, none is longer than the encoder reads."""

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.learned.windows import windows


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30))
def test_every_piece_is_kept_once_and_in_order(lengths: list[int]) -> None:
    breaks = [sum(lengths[:n]) for n in range(len(lengths))]
    total = sum(lengths)
    found = list(windows(breaks, total, size=24, overlap=8))
    kept = [n for window in found for n in range(window.keep, window.upto)]
    assert kept == list(range(total))
    for window in found:
        assert 0 < window.end - window.start <= 24
        assert window.start <= window.keep < window.upto <= window.end


def test_paragraphs_that_fit_together_share_a_window() -> None:
    found = [(w.start, w.end) for w in windows([0, 5, 10, 18], 24, size=12, overlap=4)]
    assert found == [(0, 10), (10, 18), (18, 24)]


def test_a_long_paragraph_is_read_with_what_surrounds_its_cuts() -> None:
    first, *_, last = windows([0], 60, size=24, overlap=8)
    assert (first.start, first.end, first.upto) == (0, 24, 20)
    assert (last.end - last.start, last.end, last.upto) == (24, 60, 60)
