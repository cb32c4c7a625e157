"""One key each: accept, reject, skip, edit, speaker, claim, on, back, shrink, grow, add, undo, help, and our own."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.models import ClaimQuote, Comment, Quote, Review
from claims.services import claims as claim_verbs
from claims.services import speakers
from tests.admin.points.conftest import card_of, open_desk, row_of, said, select
from tests.admin.points.scenes import again
from tracker.core.models import User

pytestmark = pytest.mark.browser


def test_a_accepts_and_goes_on(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    card_of(desk, three[1])
    assert again(three[0]).state == "accepted"
    assert desk.url.endswith(f"/review/{three[1].pk}/change/")


def test_a_pressed_twice_decides_once(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.evaluate("for (let i = 0; i < 3; i += 1) document.querySelector('#card [data-act=accept]').click()")
    card_of(desk, three[1])
    expect(said(desk)).to_contain_text("Accepted. 2 left in this article.")
    desk.wait_for_load_state("networkidle")
    expect(desk.get_by_role("alert")).to_have_count(0)
    assert [again(one).state for one in three] == ["accepted", "pending", "pending"]


def test_x_opens_the_reasons_and_a_number_is_one(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("x")
    expect(desk.get_by_label("nobody is quoted here")).to_be_focused()
    desk.keyboard.press("3")
    card_of(desk, three[1])
    assert (again(three[0]).state, again(three[0]).reject_reason) == ("rejected", "title")


def test_x_and_6_ask_for_words_first(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("x")
    desk.keyboard.press("6")
    expect(desk.get_by_label("Say what, where it is something else")).to_be_focused()
    desk.keyboard.type("an ax murder, 1 of 6")
    assert again(three[0]).state == "pending"
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    card_of(desk, three[1])
    assert (again(three[0]).reject_reason, again(three[0]).note) == ("other", "an ax murder, 1 of 6")


def test_s_leaves_it_and_goes_on(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[1])
    desk.keyboard.press("s")
    card_of(desk, three[2])
    desk.keyboard.press("s")
    card_of(desk, three[0])  # after the last, the front again
    assert {again(one).state for one in three} == {"pending"}


def test_s_goes_on_from_what_is_decided_already(
    desk: Page, live_server: LiveServer, three: list[Review], people: User
) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("x")
    desk.keyboard.press("1")
    card_of(desk, three[1])
    row_of(desk, three[0]).click()
    card_of(desk, three[0])
    expect(desk.get_by_text("Ada Lindqvist rejected it on")).to_be_visible()
    desk.keyboard.press("s")
    card_of(desk, three[1])


def test_e_edits_the_passages(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    expect(desk.locator("[data-parts]")).not_to_be_visible()
    desk.keyboard.press("e")
    expect(desk.get_by_role("slider", name="End of passage 1")).to_be_focused()


def test_p_finds_the_speaker(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("p")
    expect(desk.get_by_role("combobox", name="Find a speaker by any name")).to_be_focused()
    expect(desk.get_by_role("combobox", name="Find a speaker by any name")).to_have_value("")


def test_o_takes_the_one_speaker_whom_the_article_means(
    desk: Page, live_server: LiveServer, three: list[Review], people: User
) -> None:
    known = speakers.add("Ada Okafor", by=people)
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("o")
    expect(said(desk)).to_have_text("Ada Okafor chosen as the speaker.")
    desk.keyboard.press("a")
    card_of(desk, three[1])
    assert Quote.objects.get().speakers.get() == known
    desk.keyboard.press("j")
    card_of(desk, three[2])
    desk.keyboard.press("o")
    expect(said(desk)).to_contain_text("does not settle on one speaker on file")
    expect(desk.locator("[name=speakers]:checked")).to_have_count(0)


def test_c_links_to_a_claim(desk: Page, live_server: LiveServer, three: list[Review], people: User) -> None:
    claim = claim_verbs.open_claim("The wall at Harwick will be rebuilt.", by=people)
    open_desk(desk, live_server, three[0])
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("c")
    expect(desk.get_by_role("combobox", name="Find a claim by its words")).to_be_focused()
    desk.keyboard.type("harwick wall")
    expect(desk.get_by_role("option", name=re.compile("will be rebuilt"))).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Claim no.")).to_have_value(str(claim.pk))
    desk.get_by_role("button", name=re.compile("^Accept and next")).click()
    card_of(desk, three[1])
    assert ClaimQuote.objects.get().claim == claim


def test_j_and_k_go_on_and_back_and_stop_at_the_ends(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("k")
    expect(said(desk)).to_have_text("That was the first one of this article.")
    for key, item in (("j", three[1]), ("j", three[2])):
        desk.keyboard.press(key)
        card_of(desk, item)
        expect(row_of(desk, item)).to_be_focused()
    desk.keyboard.press("j")
    expect(said(desk)).to_have_text("That was the last one of this article.")
    desk.keyboard.press("k")
    card_of(desk, three[1])


def test_j_pressed_twice_goes_on_by_two(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    card_of(desk, three[2])
    expect(row_of(desk, three[2])).to_be_focused()
    desk.wait_for_url(f"**/review/{three[2].pk}/change/")


def test_brackets_and_braces_move_the_edges_by_a_word(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    pulled = desk.locator("[data-pulled]")
    for key, shown in (
        ("[", "“We will rebuild the wall”"),
        ("[", "“We will rebuild the”"),
        ("]", "“We will rebuild the wall”"),
        ("{", "“will rebuild the wall”"),
        ("}", "“We will rebuild the wall”"),
    ):
        desk.keyboard.press(key)
        expect(pulled).to_have_text(shown)
    # What is shown in the article is what is on the card.
    drawn = "".join(desk.locator(".or-near .m-content [data-leaf]").all_text_contents())
    assert drawn == "We will rebuild the wall"


def test_plus_adds_a_part(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    select(desk, "three winters")
    desk.keyboard.type("+")
    expect(desk.locator("[data-pulled]")).to_have_text("“We will rebuild the wall, [...] three winters”")


def test_n_makes_a_new_quotation_of_the_selected_words(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[1])
    select(desk, "the work could take")
    desk.keyboard.press("n")
    expect(desk.locator("#card[data-marking] [data-pulled]")).to_have_text("the work could take")
    expect(desk.get_by_role("slider", name="End of passage 1")).to_be_focused()
    desk.get_by_label("nobody is named as the speaker").check()
    desk.keyboard.press("a")
    card_of(desk, three[1])  # back where the editor was
    expect(said(desk)).to_contain_text("On record.")
    quote = Quote.objects.get()
    assert [part.span.text for part in quote.parts.all()] == ["the work could take"]
    expect(desk.locator(f"#item-q{quote.pk}")).to_contain_text("the work could take")
    expect(desk.locator(f"mark[data-items='q{quote.pk}']")).to_have_text(re.compile("the work could take$"))
    expect(row_of(desk, three[1])).to_be_focused()


def test_n_without_a_selection_takes_the_next_sentence_and_can_be_left(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[1])
    desk.keyboard.press("n")
    sentence = "Her deputy, Tomas Reyl, warned that the work could take “three winters”."
    expect(desk.locator("#card[data-marking] [data-pulled]")).to_have_text(sentence)
    desk.keyboard.press("s")
    card_of(desk, three[1])
    expect(row_of(desk, three[1])).to_be_focused()
    assert not Quote.objects.exists()


def test_m_comments_on_the_selected_words(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    select(desk, "Tomas Reyl")
    desk.keyboard.press("m")
    expect(desk.get_by_label(re.compile("^A comment for your colleagues"))).to_be_focused()
    desk.keyboard.type("Ask him, as ever.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator(".or-comment")).to_contain_text("Ask him, as ever.")
    comment = Comment.objects.get()
    assert (comment.text, comment.span.text) == ("Ask him, as ever.", "Tomas Reyl")


def test_u_takes_back_the_last_decision(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("x")
    desk.keyboard.press("2")
    card_of(desk, three[1])
    desk.keyboard.press("u")
    card_of(desk, three[0])
    expect(row_of(desk, three[0])).to_be_focused()
    expect(row_of(desk, three[0])).to_have_attribute("data-look", "pending")
    assert again(three[0]).state == "pending"


def test_u_with_nothing_to_take_back_says_so(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("u")
    expect(desk.get_by_role("alert")).to_contain_text("There is no decision of yours left to take back.")


def test_q_goes_to_the_list(desk: Page, live_server: LiveServer, three: list[Review]) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("q")
    desk.wait_for_url(f"{live_server.url}/admin/claims/review/")
    expect(desk.get_by_role("link", name="Begin with the first")).to_be_visible()


def test_a_question_mark_shows_the_keys_and_escape_hides_them(
    desk: Page, live_server: LiveServer, three: list[Review]
) -> None:
    open_desk(desk, live_server, three[0])
    desk.keyboard.press("?")
    help_ = desk.get_by_role("dialog", name="Keys")
    expect(help_).to_be_visible()
    rows = dict(
        help_.locator("tr", has=desk.locator("td")).evaluate_all(
            "rows => rows.map((r) => [...r.cells].map((c) => c.textContent))"
        )
    )
    assert rows["a"] == "accept, and go on to the next"
    assert {*"axsepcjk[]+u?onm{}q"} <= set(rows)
    desk.keyboard.press("x")  # behind the dialog nothing moves
    desk.keyboard.press("Escape")
    expect(help_).not_to_be_visible()
    expect(row_of(desk, three[0])).to_be_focused()
    expect(desk.get_by_label("nobody is quoted here")).not_to_be_visible()
