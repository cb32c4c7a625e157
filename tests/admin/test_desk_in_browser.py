"""The desk in a real browser: what an editor does, and what the record then holds."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import Quote, Review, Speaker
from claims.services import speakers
from sources.models import Document
from tests.admin.conftest import sign_in
from tests.factories import article, editor, propose_all, proposed, reader, review_of
from tests.factories.articles import TEXT, attribution
from tracker.core.models import User

pytestmark = pytest.mark.browser

# Emoji beyond the first plane, a flag of two code points, a family of seven, Hebrew and Arabic, combining marks.
WILD = (
    "Harbour 🌊 wall\n\n"
    "Mara Ellison 4 March 2026\n\n"
    "It rained 🌧🇳🇱 on the quay 👩‍👩‍👧‍👦 all day. “Ne\u0301 wall 🧱 will stand,” said שָׁלוֹם עליכם, and "
    "“السلام عليكم 🕊 to the levy,” she went on.\n\n"
    "Tomas Re\u0301yl 🦭 stayed at home.\n"
)
SELECT = """([from, to]) => {
  const find = (words) => {
    const leaves = [...document.querySelectorAll("[data-leaf]")].map((leaf) => leaf.firstChild);
    for (const node of leaves) if (node.data.includes(words)) return [node, node.data.indexOf(words)];
    throw new Error(`not on the page: ${words}`);
  };
  const [first, start] = find(from), [last, end] = find(to), range = document.createRange();
  range.setStart(first, start);
  range.setEnd(last, end + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def people(transactional_db: None) -> User:
    """Two editors; returns the one who is not at the desk."""
    editor("ada", first_name="Ada", last_name="Lindqvist")
    return editor("ben", first_name="Ben", last_name="Osei")


@pytest.fixture
def desk(page: Page, live_server: LiveServer, people: User) -> Iterator[Page]:
    """Ada, signed in."""
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    sign_in(page, live_server, "ada")
    yield page
    assert not troubles


def open_desk(page: Page, server: LiveServer, review: Review) -> None:
    page.goto(f"{server.url}/admin/claims/review/{review.pk}/change/")
    page.wait_for_selector("html[data-desk=ready]")


def test_from_the_queue_a_candidate_is_accepted_with_a_new_speaker(desk: Page, live_server: LiveServer) -> None:
    review = review_of(proposed())
    desk.get_by_role("link", name=re.compile("Review queue")).first.click()
    desk.get_by_role("link", name=re.compile("We will rebuild the wall")).click()
    expect(desk.get_by_text("The cue is “said”.")).to_be_visible()
    desk.get_by_label("Add Ada Okafor as a new speaker").check()
    desk.get_by_label("What tells them from a namesake").first.fill("councillor, Harwick")
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_text("Nothing waits for review.")).to_be_visible()
    quote = Quote.objects.get()
    assert str(quote.speakers.get()) == "Ada Okafor (councillor, Harwick)"
    assert review_of(review.candidate).state == "accepted"


def test_a_suggested_speaker_takes_one_click_and_the_key_accepts(
    desk: Page, live_server: LiveServer, people: User
) -> None:
    known = speakers.add("Ada Okafor", by=people, description="councillor")
    speakers.add("Ada Okafor", by=people, description="footballer")
    version = article()
    first, second = propose_all(
        version,
        attribution(TEXT, ["We will rebuild the wall,"], cue="said", mention="she", speaker="Ada Okafor"),
        attribution(TEXT, ["three winters"], cue="warned", speaker="Tomas Reyl"),
    )
    open_desk(desk, live_server, review_of(first))
    assert desk.locator("[name=speakers]:checked").count() == 0
    expect(desk.get_by_text("has a namesake").first).to_be_visible()
    desk.locator(".or-choice", has_text="councillor").locator("[name=speakers]").check()
    desk.keyboard.press("a")
    desk.wait_for_url(re.compile(f"/{review_of(second).pk}/change/"))
    expect(desk.locator("[data-live]")).to_contain_text("Accepted. 1 left in this article.")
    assert Quote.objects.get().speakers.get() == known


def test_a_speaker_is_looked_up_by_typing(desk: Page, live_server: LiveServer, people: User) -> None:
    known = speakers.add("Siân Pryderi-Voss", by=people, description="councillor")
    speakers.add_name(known.pk, "Siân Pryderi", by=people)
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    box = desk.get_by_role("combobox", name="Find a speaker by any name")
    box.press_sequentially("pryd", delay=20)
    expect(desk.get_by_role("option", name=re.compile("Siân Pryderi-Voss"))).to_be_visible()
    box.press("Enter")
    expect(desk.locator(f"[name=speakers][value='{known.pk}']")).to_be_checked()
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    desk.wait_for_url(re.compile("/review/$"))
    assert Quote.objects.get().speakers.get() == known


def test_rejecting_asks_for_a_reason(desk: Page, live_server: LiveServer) -> None:
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    desk.keyboard.press("x")
    desk.get_by_label("the title of a work").check()
    desk.get_by_label("Note for the ledger").fill("A song.")
    desk.get_by_role("button", name="Reject and next").click()
    desk.wait_for_url(re.compile("/review/$"))
    review = review_of(review.candidate)
    assert (review.state, review.reject_reason, review.note) == ("rejected", "title", "A song.")


def test_keys_stay_silent_in_fields_and_when_switched_off(desk: Page, live_server: LiveServer) -> None:
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    desk.get_by_label("Note for the ledger").press_sequentially("sax and jazz kazoo")
    assert review_of(review.candidate).state == "pending"
    desk.get_by_role("button", name="Keys").click()
    desk.keyboard.press("x")
    expect(desk.get_by_label("the title of a work")).not_to_be_visible()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Né wall 🧱 will stand,".replace("é", "e\u0301"),) * 2,
        ("🧱",) * 2,
        ("🇳🇱 on the quay 👩‍👩‍👧‍👦",) * 2,
        ("שָׁלוֹם עליכם",) * 2,
        ("السلام عليكم 🕊 to the levy,",) * 2,
        ("will stand,", "Tomas Re\u0301yl 🦭"),  # over a paragraph's end
    ],
)
def test_selected_words_come_back_exactly(
    desk: Page, live_server: LiveServer, people: User, first: str, last: str
) -> None:
    version = article(WILD, locator="https://harwickpost.example/wild")
    candidate = propose_all(version, attribution(WILD, ["all day"], speaker="Tomas"))[0]
    open_desk(desk, live_server, review_of(candidate))
    desk.locator("[data-remove]").first.click()
    desk.evaluate(SELECT, [first, last])
    desk.get_by_role("button", name="content", exact=True).click()
    chosen = WILD[WILD.index(first) : WILD.index(last) + len(last)]
    drawn = "".join(desk.locator(".m-content [data-leaf]").all_text_contents()).replace("content", "")
    assert re.sub(r"\s", "", chosen) in re.sub(r"\s", "", drawn)
    desk.get_by_label("nobody is named as the speaker").check()
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    desk.wait_for_url(re.compile("/review/$"))
    part = Quote.objects.get().parts.get(role="content")
    assert part.span.text == chosen
    assert part.span.span.of(version.text) == chosen


def test_offsets_can_be_typed_and_the_words_follow(desk: Page, live_server: LiveServer) -> None:
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    row = desk.locator("[data-part]").first
    start = TEXT.index("We will")
    row.get_by_label(re.compile("^First character")).fill(str(start))
    row.get_by_label(re.compile("^End of")).fill(str(start + 7))
    expect(row.get_by_label(re.compile("^Words of"))).to_have_value("We will")
    expect(desk.locator(".m-content", has_text="We will").first).to_have_text(re.compile("We will$"))


def test_two_editors_fight_over_one_candidate(
    desk: Page, browser: Browser, live_server: LiveServer, people: User
) -> None:
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    other = browser.new_context()
    bens = other.new_page()
    sign_in(bens, live_server, "ben")
    open_desk(bens, live_server, review)

    desk.get_by_label("anonymous, described in the text").check()
    desk.get_by_label("Described in the article as").fill("a tired councillor")
    desk.get_by_label("Note for the ledger").fill("my careful note")
    bens.keyboard.press("x")
    bens.get_by_label("nobody is quoted here").check()
    bens.get_by_role("button", name="Reject and next").click()
    bens.wait_for_url(re.compile("/review/$"))
    other.close()

    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_role("alert")).to_contain_text("changed while you had it open")
    expect(desk.get_by_text(re.compile("Ben Osei rejected it on"))).to_be_visible()
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired councillor")
    expect(desk.get_by_label("Note for the ledger")).to_have_value("my careful note")
    assert not Quote.objects.exists()
    assert review_of(review.candidate).decided_by == people

    desk.get_by_label("Why it is taken up again").fill("The councillor is quoted.")
    desk.get_by_role("button", name="Reopen with my draft").click()
    expect(desk.get_by_label("Described in the article as")).to_have_value("a tired councillor")
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    desk.wait_for_url(re.compile("/review/$"))
    assert Quote.objects.get().described_as == "a tired councillor"


def test_a_tampered_passage_is_refused_in_plain_words(desk: Page, live_server: LiveServer) -> None:
    review = review_of(proposed())
    open_desk(desk, live_server, review)
    desk.evaluate("document.querySelector('[data-words]').value = 'We will never rebuild the wall,'")
    desk.get_by_label("nobody is named as the speaker").check()
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(desk.get_by_role("alert")).to_contain_text("are not those of the capture")
    assert not Quote.objects.exists()


def test_a_reader_cannot_decide(page: Page, live_server: LiveServer, transactional_db: None) -> None:
    reader("rhea", is_staff=True)
    review = review_of(proposed())
    sign_in(page, live_server, "rhea")
    open_desk(page, live_server, review)
    expect(page.get_by_text("Deciding takes a member of the group Editors.")).to_be_visible()
    assert page.get_by_role("button", name=re.compile("Accept|Reject|Reopen")).count() == 0


def test_an_article_is_added_by_text(desk: Page, live_server: LiveServer) -> None:
    desk.goto(f"{live_server.url}/admin/")
    desk.get_by_role("link", name="Add articles").first.click()
    desk.get_by_label(re.compile("^Headline first")).fill(WILD)
    desk.get_by_role("button", name="Add", exact=True).click()
    expect(desk.get_by_text("1 of 1 taken in.").first).to_be_visible()
    assert Document.objects.get().versions.get().text == WILD.rstrip("\n") + "\n"


def test_without_javascript_a_candidate_can_be_decided(browser: Browser, live_server: LiveServer, people: User) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    known = speakers.add("Mara Voss", by=people)
    review = review_of(proposed())
    sign_in(page, live_server, "ada")
    page.goto(f"{live_server.url}/admin/claims/review/{review.pk}/change/")
    page.locator("[name=lookup]").fill("voss")
    page.get_by_role("button", name="Look up").click()
    page.locator(f"[name=speakers][value='{known.pk}']").check()
    page.get_by_role("button", name=re.compile("^Accept and next")).click()
    expect(page.get_by_text("Nothing waits for review.")).to_be_attached()
    context.close()
    assert Quote.objects.get().speakers.get() == known
    assert Speaker.objects.count() == 1
