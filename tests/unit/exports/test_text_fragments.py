"""Links to the words, percent-encoded as the specification of text fragments wants it."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exports.text_fragment import text_fragment_link

PAGE = "https://paper.example/a?b=c"


@pytest.mark.parametrize(
    ("passages", "directives"),
    [
        (["We will pay"], "text=We%20will%20pay"),
        (["well-known, R&D"], "text=well%2Dknown%2C%20R%26D"),
        (["one", "two"], "text=one&text=two"),
        (["a b c d e f g h\n\ni j k l m n o p"], "text=a%20b%20c%20d%20e%20f,k%20l%20m%20n%20o%20p"),
        (["half a\nline"], "text=half%20a,line"),
        ([" ".join(["word"] * 100)], "text=" + ",".join(["%20".join(["word"] * 6)] * 2)),
        (["“é”"], "text=%E2%80%9C%C3%A9%E2%80%9D"),
    ],
)
def test_directives(passages: list[str], directives: str) -> None:
    assert text_fragment_link(PAGE, passages) == f"{PAGE}#:~:{directives}"


def test_fragment_of_the_address_stays() -> None:
    assert text_fragment_link(f"{PAGE}#top", ["x"]) == f"{PAGE}#top:~:text=x"


@pytest.mark.parametrize("locator", ["urn:sha256:00", "file:///a.txt", "javascript:alert(1)", "", "//paper.example/a"])
def test_only_web_addresses_have_a_place_to_scroll_to(locator: str) -> None:
    assert text_fragment_link(locator, ["We will pay"]) is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=4))
def test_syntax_never_comes_from_the_words(passages: list[str]) -> None:
    link = text_fragment_link(PAGE, passages)
    if link is None:
        assert all(not passage.split() for passage in passages)
        return
    directives = link.split("#:~:")[1].split("&")
    assert len(directives) == sum(bool(passage.split()) for passage in passages)
    for directive in directives:
        name, _, words = directive.partition("=")
        assert name == "text"
        assert words.count(",") <= 1
        assert "-" not in words
        assert unquote(words).strip()
