"""The article view in a real browser: 5,000 words with 150 marks, from the answer's last byte to the screen."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from claims.models import Review
from tests.admin.conftest import ARGUMENTS, CHROMIUM
from tests.bench.report import Row
from tests.bench.site import site
from tests.factories import article, editor, propose_all
from tests.factories.articles import attribution

WORDS = 5_000
MARKS = 150
TIMES = 15
LIMIT_MS = 200
SENTENCE = "The wall number {number} will stand for a hundred winters, said the engineer of section {number} on Monday"
# Notes, from inside the page, when the article was first on the screen, and when the frame after the desk became ready
# was painted.
WATCH = """
window.seen = new Promise((done) => new PerformanceObserver((list) => {
  for (const paint of list.getEntries()) if (paint.name === "first-contentful-paint") done(paint.startTime);
}).observe({ type: "paint", buffered: true }));
new MutationObserver(() => {
  if (document.documentElement.dataset.desk !== "ready" || window.painted) return;
  window.painted = new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-desk"] })"""
RENDERED = """Promise.all([window.seen, window.painted]).then((times) => {
  const [answer] = performance.getEntriesByType("navigation");
  return times.map((at) => at - answer.responseEnd);
})"""
REDRAWN = """async () => {
  const option = document.querySelectorAll("#queue [role=option]")[75];
  const began = performance.now();
  const painted = (done) => requestAnimationFrame(() => setTimeout(done));
  const seen = new Promise((done) => {
    document.addEventListener("htmx:afterSettle", () => painted(done), { once: true });
  });
  option.click();
  await seen;
  return performance.now() - began;
}"""


def rows(var: Path) -> Iterator[Row]:
    """Measure the whole page, and going to another candidate of the same article."""
    if CHROMIUM is None:
        yield Row("the article view in the browser", "skipped: no Chromium is on the path")
        return
    review, by = _long_article(), editor("reader-of-long-articles")
    with site(var) as ours, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        cookies = dict(pair.split("=", 1) for pair in ours.headers(by)["Cookie"].split("; "))
        page.context.add_cookies([{"name": name, "value": value, "url": ours.base} for name, value in cookies.items()])
        address = f"{ours.base}/admin/claims/review/{review.pk}/change/"
        seen, ready = zip(*[_timed(page, address) for _ in range(TIMES + 1)][1:], strict=True)
        redrawn = [_redrawn(page, address) for _ in range(TIMES)]
        marks = page.locator("[data-article] mark").count()
        browser.close()
    asked = f"{LIMIT_MS} ms asked, {WORDS:,} words, {marks} marks drawn"
    yield Row("article view, last byte to ready for keys and painted", f"{statistics.median(ready):.0f} ms", asked)
    yield Row("article view, last byte to first seen", f"{statistics.median(seen):.0f} ms", "with all marks")
    taken = f"{statistics.median(redrawn):.0f} ms"
    yield Row("another candidate of it, click to painted", taken, "the server's answer included")


def _timed(page: Page, address: str) -> tuple[float, float]:
    """Return the milliseconds from the answer's last byte until the article was seen, and until the desk was ready."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-desk=ready]", state="attached")
    seen, ready = page.evaluate(RENDERED)
    return seen, ready


def _redrawn(page: Page, address: str) -> float:
    _timed(page, address)
    page.wait_for_load_state("networkidle")
    return float(page.evaluate(REDRAWN))


def _long_article() -> Review:
    sentences = [SENTENCE.format(number=number) for number in range(MARKS)]
    filler = " ".join(["and", "the", "rain", "went", "on"] * ((WORDS // MARKS - len(SENTENCE.split())) // 5))
    text = "A long article\n\n" + "\n\n".join(f"{one} {filler}." for one in sentences) + "\n"
    found = [attribution(text, [one[: one.index(",")]], cue="said") for one in sentences]
    candidates = propose_all(article(text, locator="https://bench.example/long"), *found)
    return Review.objects.get(candidate=candidates[MARKS // 2])
