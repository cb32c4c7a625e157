"""The gold of the seeds points at what it says, and the articles show every hard case."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from seeds.catalogue import SEEDS, SeedArticle, articles, gold_path
from seeds.gold_file import GoldFile, read_gold
from seeds.seed_text import read_seed
from sources.text.spans import Span

ARTICLES = articles()
GOLD = {article.path.name: read_gold(gold_path(article)) for article in ARTICLES}
HARD_CASES = range(1, 20)
LONGEST_SHARED_RUN = 12  # words; as many in a row are no coincidence
SHARED_ARTICLE = Path(__file__).resolve().parents[4] / "shared" / "acceptance" / "seed-article.txt"

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.path.name)


@each_article
def test_every_gold_slice_is_its_text(article: SeedArticle) -> None:
    text = read_seed(article).text
    gold = GOLD[article.path.name]
    for quote in gold.quotes:
        assert quote.content, quote.id
        for span, words in quote.slices:
            assert span.of(text) == words, quote.id
    for other in gold.not_quotes:
        assert other.span.of(text) == other.text


@each_article
def test_the_layout_tells_what_the_gold_says(article: SeedArticle) -> None:
    read, gold = read_seed(article), GOLD[article.path.name]
    assert read.headline == gold.headline
    assert str(read.published_on) == gold.published_on
    assert gold.publisher == article.outlet_name


@each_article
def test_an_article_is_as_long_as_an_article(article: SeedArticle) -> None:
    assert 350 <= len(read_seed(article).text.split()) <= 700


@each_article
def test_no_quote_of_the_gold_stands_in_the_footer(article: SeedArticle) -> None:
    gold = GOLD[article.path.name]
    if gold.boilerplate_from is not None:
        assert all(span.end <= gold.boilerplate_from for quote in gold.quotes for span in quote.content)


@each_article
def test_parts_of_a_quote_stand_in_order_and_apart(article: SeedArticle) -> None:
    for quote in GOLD[article.path.name].quotes:
        parts: list[Span] = list(quote.content)
        assert parts == sorted(parts), quote.id
        assert not any(one.overlaps(two) for one, two in pairwise(parts)), quote.id


@pytest.mark.parametrize("case", HARD_CASES)
def test_every_hard_case_is_shown(case: int) -> None:
    shown = [name for name, gold in GOLD.items() if case in _cases(gold)]
    assert shown, f"no seed article shows hard case {case}"


def test_an_article_without_a_quote_says_so() -> None:
    empty = [gold.file for gold in GOLD.values() if not gold.quotes]
    assert empty == [gold.file for gold in GOLD.values() if 19 in gold.cases]


def test_the_correction_changes_two_quotes_and_leaves_the_others() -> None:
    first, second = (_contents(f"harwick-flood-wall-v{number}.txt") for number in (1, 2))
    changed = {key for key in first if first[key] != second[key]}
    assert first.keys() == second.keys()
    assert changed == {"q01", "q03"}
    assert first["q01"][0].replace("now", "not") == second["q01"][0]


def test_the_copy_says_in_quotes_what_the_agency_says() -> None:
    agency, copy = (_contents(f"ferry-breakwater-{name}.txt") for name in ("wire", "syndicated"))
    assert copy.keys() < agency.keys()
    assert all(agency[key] == words for key, words in copy.items())


def test_the_page_from_print_has_what_print_brings() -> None:
    article = next(a for a in ARTICLES if a.path.name == "skerrow-fish-hall.txt")
    text = article.path.read_bytes().decode()
    assert text.count("\r\n") == text.count("\n")
    quoted = "".join(words for parts in _contents(article.path.name).values() for words in parts)
    for sign in ("\f", "\u00ad", "-\r\n", "\u200d", "\u200f", "e\u0301", "é", "👩"):
        assert sign in quoted, f"U+{ord(sign[0]):04X} stands in no quotation"


def test_manifest_articles_and_gold_are_the_same_set() -> None:
    listed = {article.path.name for article in ARTICLES}
    assert listed == {path.name for path in (SEEDS / "articles").iterdir()}
    assert {gold_path(article).name for article in ARTICLES} == {p.name for p in (SEEDS / "gold").iterdir()}
    assert all(GOLD[name].file == name for name in listed)


@pytest.mark.shared
def test_the_seeds_are_no_copy_of_the_acceptance_article() -> None:
    if not SHARED_ARTICLE.is_file():
        pytest.skip("the shared acceptance article is not beside this checkout")
    theirs = _runs(SHARED_ARTICLE.read_text(encoding="utf-8"))
    assert theirs
    for article in ARTICLES:
        assert not theirs & _runs(article.path.read_text(encoding="utf-8")), article.path.name


def _cases(gold: GoldFile) -> set[int]:
    return {*gold.cases, *(case for quote in gold.quotes for case in quote.cases)}


def _contents(name: str) -> dict[str, list[str]]:
    return {q.id: [words for _, words in q.slices[: len(q.content)]] for q in GOLD[name].quotes}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + LONGEST_SHARED_RUN]) for i in range(len(words) - LONGEST_SHARED_RUN + 1)}
