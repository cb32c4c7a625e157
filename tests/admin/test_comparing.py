"""Two versions of one document side by side: what differs, and what it means for the record."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from claims.admin import touched
from claims.models import Candidate, Quote
from claims.services import review as review_verbs
from claims.services.statements import Statement, parts_of
from sources.models import Version
from tests.admin.pages import page_of
from tests.factories import UserFactory, article, propose_all, reader, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.models import User

TURNED = TEXT.replace("will not raise", "will now raise")

MARKED = '<{0} class="cmp-{1}"><span class="or-hidden" dir="ltr">{1}: </span><b aria-hidden="true">{2}\u2060</b>'
REMOVED = MARKED.format("del", "removed", "−") + "<span>{}</span></del>"
ADDED = MARKED.format("ins", "added", "+") + "<span>{}</span></ins>"


def address(one: Version, two: Version) -> str:
    return reverse("admin:sources_version_compare", args=[one.pk, two.pk])


def shown(client: Client, one: Version, two: Version) -> str:
    answer = client.get(address(one, two))
    assert answer.status_code == 200
    return answer.content.decode()


def bare(html: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def side(html: str, which: str) -> list[str]:
    """The paragraphs of one side of the page, exactly as they stand in it."""
    found = []
    for cell in re.findall(rf'<div class="cmp-cell cmp-{which}"[^>]*>(.*?)</div>', html, re.DOTALL):
        for paragraph in re.findall(r"<p class=[^>]*>(.*?)</p>", cell, re.DOTALL):
            words = re.sub(r'<del class="cmp-gone">.*?</del>', "", paragraph, flags=re.DOTALL)
            words = re.sub(r'<span class="(?:or-hidden|cmp-number)"[^>]*>[^<]*</span>|<b aria.*?</b>', "", words)
            found.append(unescape(re.sub(r"</?(?:ins|del|span)[^>]*>", "", words)))
    return found


def on_record(by: User, *candidates: Candidate) -> list[Quote]:
    """Accept candidates and return the quotations."""
    return [
        review_verbs.accept(
            review_of(candidate).pk,
            Statement(kind="direct", parts=parts_of(candidate), attribution="unattributed"),  # type: ignore[arg-type]
            by=by,
            expected_version=1,
        )[1]
        for candidate in candidates
    ]


def test_the_page_tells_what_changed_by_whom_it_was_captured_and_both_hashes(as_ada: Client, ada: User) -> None:
    old, new = article(TEXT, by=ada), article(f"{TURNED}\nThe session closed at noon.\n")
    html = shown(as_ada, old, new)
    words = bare(html)
    assert "1 paragraph changed, 1 added. 43 words in common, 1 taken out, 6 put in." in words
    assert REMOVED.format("not") in html
    assert ADDED.format("now") in html
    assert words.count(" by ada,") == 1
    for version in (old, new):
        assert version.raw_sha256 in html
        assert version.text_sha256 in html
    assert side(html, "old") == [old.text[start:end] for start, end, _ in old.blocks]
    assert side(html, "new") == [new.text[start:end] for start, end, _ in new.blocks]


def test_the_older_version_stands_first_whatever_the_order_of_the_address(as_ada: Client) -> None:
    old, new = article(TEXT), article(TURNED)
    html = shown(as_ada, new, old)
    assert html.index('aria-label="Older: version 1"') < html.index('aria-label="Newer: version 2"')
    assert REMOVED.format("not") in html


def test_white_space_alone_is_told_as_such(as_ada: Client) -> None:
    html = shown(as_ada, article(TEXT), article(TEXT.replace("\n\n", "\n\n\n")))
    assert "No word differs. Only white space does" in html
    assert "Next change" not in html


@pytest.mark.parametrize(
    "numbers",
    ["{old}/compare/{old}", "{old}/compare/{alien}", "{old}/compare/9{alien}", "{old}/compare/99999999999999999999"],
)
def test_only_two_versions_of_one_document_are_compared(as_ada: Client, numbers: str) -> None:
    old, alien = article(TEXT), article(TURNED, locator="https://elsewhere.example/wall")
    where = numbers.format(old=old.pk, alien=alien.pk)
    assert as_ada.get(f"/admin/sources/version/{where}/").status_code == 404


def test_it_takes_the_permission_to_see_versions(db: None) -> None:
    old, new = article(TEXT), article(TURNED)
    client = Client()
    assert client.get(address(old, new)).status_code == 302
    client.force_login(UserFactory.create(username="stranger", is_staff=True))
    assert client.get(address(old, new)).status_code == 403
    client.force_login(reader("rhea", is_staff=True))
    assert client.get(address(old, new)).status_code == 200


def test_quotations_and_candidates_in_changed_passages_are_told(as_ada: Client, ada: User) -> None:
    old = article(TEXT)
    first, second, elsewhere = propose_all(
        old,
        attribution(TEXT, ["We will rebuild the wall,", "and we will not raise the levy."]),
        attribution(TEXT, ["We will rebuild the wall,"]),
        attribution(TEXT, ["three winters"]),
    )
    quotes = on_record(ada, first, second)
    new = article(f"{TURNED}\n“We all came,” said the clerk.\n")
    [fresh] = propose_all(new, attribution(new.text, ["We all came,"]))
    html = shown(as_ada, old, new)
    words = bare(html)
    assert "1 quotation on record no longer stands word for word in version 2." in words
    assert "1 quotation on record lies in a changed passage and stands word for word in both versions." in words
    assert "1 candidate waiting of version 2 did not stand word for word in version 1." in words
    for row in (*quotes, review_of(fresh)):
        assert f'href="{page_of(row)}"' in html
    assert page_of(review_of(elsewhere)) not in html
    assert 'href="#change-1">change 1</a>' in html


def test_a_quotation_across_which_a_paragraph_was_put_in_is_told(as_ada: Client, ada: User) -> None:
    head, middle, end = (
        "The wall\n\nIt is “one thing",
        "more of the thing that was never said",
        "another thing” she said.",
    )
    old = article(f"{head}\n\n{end}\n")
    on_record(ada, *propose_all(old, attribution(old.text, ["one thing\n\nanother thing"])))
    html = shown(as_ada, old, article(f"{head}\n\n{middle}\n\n{end}\n"))
    assert "1 quotation on record no longer stands word for word in version 2." in bare(html)


def test_a_quotation_whose_words_moved_to_another_paragraph_stands(as_ada: Client, ada: User) -> None:
    first, second = (
        "The council met at noon in its hall, and “we will pay,” she said.",
        "It rained on the town all day.",
    )
    old = article(f"The wall\n\n{first}\n\n{second}\n")
    on_record(ada, *propose_all(old, attribution(old.text, ["we will pay,"])))
    parted = first.replace(", and “we will pay,” she said.", ".")
    new = article(f"The wall\n\n{parted}\n\n{second} And “we will pay,” she said.\n")
    words = bare(shown(as_ada, old, new))
    assert "1 quotation on record lies in a changed passage and stands word for word in both versions." in words


def test_who_may_not_see_quotations_is_told_of_none(ada: User) -> None:
    old = article(TEXT)
    on_record(ada, *propose_all(old, attribution(TEXT, ["and we will not raise the levy."])))
    new = article(TURNED)
    client = Client()
    stranger = UserFactory.create(username="stranger", is_staff=True)
    stranger.user_permissions.add(Permission.objects.get(codename="view_version"))
    client.force_login(stranger)
    html = shown(client, old, new)
    assert REMOVED.format("not") in html
    assert "on record" not in bare(html)


@pytest.mark.parametrize("many", [2, 25])
def test_the_number_of_statements_is_the_same_whatever_is_on_record(
    as_ada: Client, ada: User, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    said = [f"we will not raise levy number {number}" for number in range(many)]
    text = "The wall\n\n" + "\n\n".join(f"“{words},” she said to the council of the town." for words in said)
    old = article(text)
    on_record(ada, *propose_all(old, *(attribution(text, [words]) for words in said))[1:])
    new = article(text.replace("not", "now"))
    with django_assert_max_num_queries(12):
        html = shown(as_ada, old, new)
    assert f"{many - 1} quotation" in bare(html)


def test_more_quotations_than_are_looked_at_are_told(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(touched, "MOST", 1)
    old = article(TEXT)
    found = propose_all(old, attribution(TEXT, ["and we will not raise"]), attribution(TEXT, ["not raise the levy"]))
    new = article(TURNED)
    assert "more than 1 quotations or candidates" in bare(shown(as_ada, old, new))
    on_record(ada, found[0])
    words = bare(shown(as_ada, old, new))
    assert "were looked at" not in words
    assert "1 candidate waiting no longer stands word for word" in words


def test_the_steps_between_many_versions_are_linked(as_ada: Client) -> None:
    texts = [TEXT.replace("three", number) for number in ("three", "four", "five", "six")]
    one, two, three, four = (article(text) for text in texts)
    html = shown(as_ada, two, three)
    assert f'href="{address(one, two)}">Step before: 1 and 2</a>' in html
    assert f'href="{address(three, four)}">Step after: 3 and 4</a>' in html
    assert f'href="{address(one, four)}">First and newest: 1 and 4</a>' in html
    assert "Step before" not in shown(as_ada, one, two)


def test_pages_of_changed_articles_lead_here(as_ada: Client, ada: User) -> None:
    old = article(TEXT)
    [quote] = on_record(ada, *propose_all(old, attribution(TEXT, ["We will rebuild the wall,"])))
    new = article(TURNED)
    rows: list[Any] = [old, quote, quote.candidate.review, new.document]  # type: ignore[union-attr]
    for row in rows:
        assert f'href="{address(old, new)}"' in as_ada.get(page_of(row)).content.decode(), row
    assert "Compare with version 1" in as_ada.get(page_of(new.document)).content.decode()


HOSTILE = [
    "<script>alert('x')</script> & <b>bold</b> \"marks\" </p></div></section>",
    "قال الوزير إن الحكومة لن ترفع الضريبة هذا العام",
    "A family 👩‍👩‍👧 of three 🇬🇧 came by at 1️⃣ o’clock.",
    "Cafe\u0301 by the wall, \u202eright to left\u202c, zero\u200bwidth and soft\u00adhyphen.",
    "東京は雨が降る。",
]
CHANGED = [
    "<script>alert('y')</script> & <i>bold</i> \"marks\" </p></div></section>",
    "قال الوزير إن الحكومة سوف ترفع الضريبة هذا العام",
    "A family 👩‍👩‍👦 of three 🇫🇷 came by at 2️⃣ o’clock.",
    "Caf\u00e9 by the wall, \u202eright to left\u202c, zerowidth and soft\u00adhyphen.",
    "東京は雪が降る。",
]


def test_hostile_text_comes_through_exact_and_escaped(as_ada: Client) -> None:
    old, new = (article("Headline\n\n" + "\n\n".join(texts) + "\n") for texts in (HOSTILE, CHANGED))
    html = shown(as_ada, old, new)
    assert side(html, "old") == [old.text[start:end] for start, end, _ in old.blocks]
    assert side(html, "new") == [new.text[start:end] for start, end, _ in new.blocks]
    book = html[html.index('<div class="cmp-book">') :]
    assert "<script>alert" not in book
    assert "<b>bold" not in book
    assert "Both look the same." in book
    assert REMOVED.format("👩‍👩‍👧") in book


def test_an_article_far_too_long_for_a_page_is_cut_and_says_so(as_ada: Client) -> None:
    old = article(
        "Headline\n\n" + "\n\n".join(f"Paragraph {n} says the same thing again and again." for n in range(9_000))
    )
    html = shown(as_ada, old, article(old.text.replace("Paragraph 4000 says", "Paragraph 4000 denies")))
    assert "4,000 paragraphs without a change" in html
    assert len(html) < 1_500_000
    html = shown(as_ada, old, article(re.sub(r"Paragraph (\d+) says", r"Paragraph \1 denies", old.text)))
    assert "9,000 paragraphs changed." in html
    assert "more changes would make this page too long." in html
    assert len(html) < 1_500_000
