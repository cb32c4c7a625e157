"""The measure counts as the project's scorer does."""

from dataclasses import dataclass

from seeds.gold_file import GoldFile, GoldQuote
from seeds.measure import NOTHING, measure
from sources.text.spans import Span

TEXT = 'Ann Lee said that "we will pay every last coin" and Bo Ek and Cy Fox charged the town with theft.'


@dataclass(frozen=True)
class Speaker:
    name: str
    kind: str = "person"


@dataclass(frozen=True)
class Statement:
    content: tuple[Span, ...]
    speakers: tuple[Speaker, ...]
    kind: str = "direct"


def _span(words: str) -> tuple[Span, ...]:
    return (Span(TEXT.index(words), TEXT.index(words) + len(words)),)


def _gold_quote(kind: str, words: str, *speakers: str, required: bool = True) -> GoldQuote:
    return GoldQuote("q", kind, _span(words), (), (), speakers, None, None, required, (), ())


def _gold(*quotes: GoldQuote) -> GoldFile:
    return GoldFile("a.txt", "", (), "2026-01-01", "", None, (), quotes, ())


PAY = _gold_quote("direct", "we will pay every last coin", "Ann Lee")
THEFT = _gold_quote("indirect", "the town with theft", "Bo Ek", "Cy Fox")


def test_a_quote_found_to_the_word_with_its_speaker() -> None:
    found = measure(TEXT, _gold(PAY), [Statement(_span("we will pay every last coin"), (Speaker("Lee"),))])
    assert found.recall() == found.precision() == found.speaker_right() == 1.0
    assert found.findings[0].exact


def test_one_word_lost_is_found_and_not_exact() -> None:
    found = measure(TEXT, _gold(PAY), [Statement(_span("we will pay every last"), (Speaker("Ann Lee"),))])
    assert found.findings[0].found
    assert not found.findings[0].exact


def test_half_of_the_words_are_another_statement() -> None:
    found = measure(TEXT, _gold(PAY), [Statement(_span("we will pay"), (Speaker("Ann Lee"),))])
    assert (found.recall(), found.precision(), found.spurious) == (0.0, 0.0, ())


def test_one_of_two_speakers_is_not_right() -> None:
    found = measure(TEXT, _gold(THEFT), [Statement(_span("the town with theft"), (Speaker("Bo Ek"),))])
    assert found.recall() == 1.0
    assert found.speaker_right() == 0.0


def test_another_person_is_worse_than_a_speaker_left_open() -> None:
    same = _span("we will pay every last coin")
    for given, wrong in (("Bo Ek", "person"), True), (("the mayor", "anonymous"), False):
        found = measure(TEXT, _gold(PAY), [Statement(same, (Speaker(*given),))]).findings[0]
        assert (found.speaker_right, found.wrong_person) == (False, wrong)


def test_a_name_holds_another_by_whole_words_only() -> None:
    found = measure(TEXT, _gold(PAY), [Statement(_span("we will pay every last coin"), (Speaker("Le"),))])
    assert found.speaker_right() == 0.0


def test_no_speaker_wanted_and_a_person_given_is_wrong() -> None:
    nobody = _gold_quote("direct", "we will pay every last coin")
    same = _span("we will pay every last coin")
    for given, right in (((), 1.0), ((Speaker("a voice", "unknown"),), 1.0), ((Speaker("Ann Lee"),), 0.0)):
        assert measure(TEXT, _gold(nobody), [Statement(same, given)]).speaker_right() == right


def test_what_no_gold_tells_is_spurious_and_what_is_optional_is_not() -> None:
    optional = _gold_quote("indirect", "the town with theft", "Bo Ek", required=False)
    predictions = [Statement(_span("Ann Lee"), ()), Statement(_span("the town with theft"), (), "indirect")]
    found = measure(TEXT, _gold(optional), predictions)
    assert (found.precision(), found.precision(quoted=True), found.recall()) == (0.5, 0.0, 1.0)
    assert found.spurious == ("Ann Lee",)


def test_measures_add_up() -> None:
    one = measure(TEXT, _gold(PAY), [])
    two = measure(TEXT, _gold(THEFT), [Statement(_span("the town with theft"), (), "indirect")])
    both = one + two
    assert NOTHING + both == both
    assert (both.recall(), both.recall(quoted=True), both.recall(quoted=False)) == (0.5, 0.0, 1.0)
