"""The address that pages ask while runs are at work: what it answers, whom it answers, and what it refuses."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from claims.admin.progress import MOST_FOLLOWED, Seen, Shown, Watch
from claims.models import ExtractionRun
from claims.services import extraction
from claims.services.progress import Phase, Stage
from tests.admin.conftest import sign_in
from tests.admin.test_other_pages import ADD, page_of
from tests.factories import UserFactory, article, editor
from tests.factories.articles import TEXT
from tracker.core.actors import Agent

ASKED = reverse("admin:claims_extractionrun_progress")
SCRIPT = "<script>alert(1)</script>"


def asked(name: str = "wall") -> ExtractionRun:
    version = article(f"{TEXT}\n{name}.", locator=f"https://harwickpost.example/{name}")
    return extraction.request(version, by=Agent("tests"))


def fragment(client: Client, seen: str) -> str:
    answer = client.get(ASKED, {"seen": seen})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_a_run_that_waits_is_said_once_and_asked_for_again(as_ada: Client, db: None) -> None:
    run = asked()
    first = fragment(as_ada, f"{run.pk}.waiting.new")
    assert f'<div class="or-run" id="run-{run.pk}" data-phase="waiting" hx-swap-oob="true">' in first
    assert '<p id="said" hx-swap-oob="innerHTML">Waiting for a worker: it comes next.</p>' in first
    assert f'?seen={run.pk}.waiting"' in first
    again = as_ada.get(ASKED, {"seen": f"{run.pk}.waiting"})
    assert b'id="said"' not in again.content
    assert b"data-unfinished" in again.content
    assert "HX-Trigger-After-Swap" not in again


def test_the_end_is_said_and_the_page_asks_no_more(as_ada: Client, db: None) -> None:
    run = asked()
    extraction.perform(run.pk)
    run.refresh_from_db()
    answer = as_ada.get(ASKED, {"seen": f"{run.pk}.reading"})
    page = answer.content.decode()
    assert f'hx-swap-oob="innerHTML">Done. {run.candidate_count} candidates.</p>' in page
    assert "data-unfinished" not in page
    assert "<progress" not in page
    assert answer["HX-Trigger-After-Swap"] == "runs-moved"
    assert 'id="run-' not in fragment(as_ada, f"{run.pk}.done")


def test_a_failure_is_said_with_its_reason_and_no_reason_becomes_markup(as_ada: Client, db: None) -> None:
    run = asked()
    extraction._fail(run.pk, f"The engine stopped: {SCRIPT}")
    page = fragment(as_ada, f"{run.pk}.reading")
    assert "Failed. The engine stopped: &lt;script&gt;" in page
    assert SCRIPT not in page


def test_a_lost_worker_is_said(transactional_db: None, as_ada: Client) -> None:
    run = asked()
    ExtractionRun.objects.filter(pk=run.pk).update(
        state="running", attempts=1, started_at=timezone.now() - timedelta(minutes=1)
    )
    page = fragment(as_ada, f"{run.pk}.reading")
    assert page.count("Waiting for a worker again: the last one was lost") == 2
    assert 'value="0"' in page


def test_several_runs_are_said_together(as_ada: Client, db: None) -> None:
    one, two, three = asked("one"), asked("two"), asked("three")
    seen = f"{one.pk}.waiting.new,{two.pk}.waiting.new,{three.pk}.waiting.new"
    assert "3 readings are at work or wait for a worker." in fragment(as_ada, seen)
    extraction.perform(one.pk)
    extraction._fail(two.pk, "A test.")
    assert 'id="said"' not in fragment(as_ada, seen.replace(".new", "")), "it is said at the end"
    extraction.perform(three.pk)
    page = fragment(as_ada, f"{one.pk}.done,{two.pk}.failed,{three.pk}.reading")
    found = sum(run.candidate_count or 0 for run in ExtractionRun.objects.all())
    assert f"Done. {found} candidates in 3 readings. 1 failed." in page
    assert page.count('class="or-run"') == 1


def test_one_of_several_that_is_lost_is_said(db: None) -> None:
    runs = [asked("one"), asked("two")]
    lost, reading = Stage(runs[0], Phase.LOST), Stage(runs[1], Phase.READING, 4)
    seen = {run.pk: Seen(Phase.READING) for run in runs}
    now = Watch([Shown(lost), Shown(reading)], seen)
    assert now.said == "A worker was lost. What it was reading waits for another one."
    assert now.moved


@pytest.mark.parametrize(
    "seen",
    [
        "", "x", "1", ".", "1.", "1.new", "1.waiting.new.new", "1.waiting,", "-1.waiting", "1.WAITING",
        "1.waiting;2.done", "99999999999999999999.waiting", "1\x00.waiting", "١.waiting", "1.waiting.", "1.<script>",
        ",".join(f"{pk}.waiting" for pk in range(MOST_FOLLOWED + 1)),
    ],
)  # fmt: skip
def test_hostile_questions_are_refused_in_words(as_ada: Client, db: None, seen: str) -> None:
    answer = as_ada.get(ASKED, {"seen": seen})
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("text/plain")
    assert as_ada.post(ASKED, {"seen": seen}).status_code in {403, 405, 422}


def test_runs_that_nobody_knows_end_the_asking(as_ada: Client, db: None) -> None:
    assert "data-unfinished" not in fragment(as_ada, "2147483647.reading,0.waiting")


def test_who_is_signed_out_or_may_not_see_runs_is_told_nothing_of_them(db: None) -> None:
    run = asked()
    outsider = Client()
    outsider.force_login(UserFactory.create(is_staff=True))
    for client in (Client(), outsider):
        answer = client.get(ASKED, {"seen": f"{run.pk}.waiting"})
        assert answer.status_code == 403
        assert b"You are signed out, or may no longer see runs." in answer.content
        assert b"or-run" not in answer.content
        assert b"data-unfinished" not in answer.content


def test_who_may_see_documents_but_no_runs_looks_by_hand(db: None) -> None:
    document = asked().version.document
    client, person = Client(), UserFactory.create(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_document"))
    client.force_login(person)
    page = client.get(page_of(document)).content.decode()
    assert '<a href="">Look now</a>' in page
    assert "data-unfinished" not in page
    assert "<progress" not in page


def test_a_page_without_work_asks_nothing(as_ada: Client, db: None) -> None:
    run = asked()
    for address in (page_of(run), page_of(run.version.document)):
        assert b"data-unfinished" in as_ada.get(address).content, address
    extraction.perform(run.pk)
    for address in (page_of(run), page_of(run.version.document)):
        page = as_ada.get(address).content
        assert b"data-unfinished" not in page, address
        assert b"<progress" not in page, address


def test_an_article_sent_twice_is_followed_once(as_ada: Client, db: None) -> None:
    first = as_ada.post(ADD, {"text": TEXT})["Location"].split("=")[1]
    second = as_ada.post(ADD, {"text": TEXT})["Location"].split("=")[1]
    page = as_ada.get(ADD, {"taken": f"{first},{second}"}).content.decode()
    run = ExtractionRun.objects.get()
    assert page.count(f'id="run-{run.pk}"') == 1
    assert f"?seen={run.pk}.waiting.new" in page
    assert "extraction: waiting for a worker" in page


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (3599, "59 min 59 s"), (3725, "1 h 2 min")]
)
def test_time_is_told_in_words(seconds: int, words: str) -> None:
    assert Shown(Stage(ExtractionRun(), Phase.READING, 45, seconds)).elapsed == words


@pytest.mark.parametrize(
    ("stage", "words", "value"),
    [
        (Stage(ExtractionRun(), Phase.WAITING, before=0), "Waiting for a worker: it comes next", 0),
        (Stage(ExtractionRun(), Phase.WAITING, before=3), "Waiting for a worker: 3 before it", 0),
        (Stage(ExtractionRun(), Phase.WAITING, before=1000), "Waiting for a worker: 1000 or more before it", 0),
        (Stage(ExtractionRun(), Phase.READING, 45), "Reading: 45 %", 45),
        (Stage(ExtractionRun(), Phase.READING), "Reading", None),
        (Stage(ExtractionRun(), Phase.KEEPING), "Keeping what was found", 100),
        (Stage(ExtractionRun(candidate_count=0), Phase.DONE), "Done. No candidates.", 0),
        (Stage(ExtractionRun(candidate_count=1), Phase.DONE), "Done. 1 candidate.", 0),
    ],
)
def test_every_phase_has_its_words(stage: Stage, words: str, value: int | None) -> None:
    assert (Shown(stage).words, Shown(stage).value) == (words, value)


@pytest.mark.browser
def test_a_page_asks_seldom_when_hidden_goes_on_when_nobody_answers_and_stops_when_signed_out(
    page: Page, live_server: LiveServer, transactional_db: None
) -> None:
    run = asked()
    editor("ada")
    sign_in(page, live_server, "ada")
    page.goto(live_server.url + page_of(run.version.document))
    questions: list[str] = []
    page.on("request", lambda sent: questions.append(sent.url) if ASKED in sent.url else None)
    expect(page.locator("#said")).to_have_text("Waiting for a worker: it comes next.")

    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => window.away, configurable: true })")
    page.evaluate("window.away = true")
    page.wait_for_timeout(700)  # for a question that was on its way
    questions.clear()
    page.wait_for_timeout(3000)
    assert len(questions) <= 1
    page.evaluate("window.away = false")
    with page.expect_request(f"**{ASKED}**"):
        pass

    page.context.set_offline(True)
    expect(page.get_by_text("The server does not answer just now")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("The server does not answer just now")).to_be_hidden()

    page.context.clear_cookies()
    expect(page.locator("#follow")).to_contain_text("You are signed out")
    questions.clear()
    page.wait_for_timeout(1500)
    assert not questions
    assert page.get_by_label("Username").count() == 0


@pytest.mark.browser
def test_without_javascript_people_look_by_hand(
    browser: Browser, live_server: LiveServer, transactional_db: None
) -> None:
    run = asked()
    editor("ada")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, "ada")
    page.goto(live_server.url + page_of(run.version.document))
    expect(page.locator(".or-run")).to_contain_text("Waiting for a worker: it comes next")
    extraction.perform(run.pk)
    page.get_by_role("link", name="Look now").click()
    expect(page.locator("#candidates .or-rows li").first).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    context.close()
