"""axe-core in a page of Playwright's: the rules of WCAG 2, level A and AA, and axe's own of good practice.

Each finding is told with what is wrong, how badly, where, and the page of axe's documentation that helps.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
MISSING = "axe-core is not installed: install npm and run `make test`"
WCAG = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"}
GRAVE = {"serious", "critical"}
# Selectors that axe leaves alone, each with the reason why it cannot be mended here.
LEFT_OUT: dict[str, str] = {}
MOST_PLACES = 5
# What fades in is judged when it has come.
SETTLED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    .map((one) => one.finished))).then(() => true)"""
RUN = """([tags, leftOut]) => axe.run(
  { include: [["html"]], exclude: leftOut.map((selector) => [selector]) },
  { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] },
).then((found) => found.violations)"""


def assert_accessible(page: Page, *, name: str) -> None:
    """Fail with a readable list where axe finds anything grave, or anything against WCAG 2, level A or AA.

    Lesser findings of good practice are listed beside the others, and alone fail nothing.
    """
    troubles = faults(page, name=name)
    assert not troubles, "\n".join(troubles)


def faults(page: Page, *, name: str) -> list[str]:
    """Return what axe finds on the page, a paragraph for each rule; nothing where only lesser advice is found."""
    if not page.evaluate("typeof axe === 'object'"):
        page.add_script_tag(path=SCRIPT)
    page.evaluate(SETTLED)
    found: list[dict[str, Any]] = page.evaluate(RUN, [[*WCAG, "best-practice"], list(LEFT_OUT)])
    failing = [one for one in found if one["impact"] in GRAVE or WCAG & set(one["tags"])]
    advice = [one for one in found if one not in failing]
    if not failing:
        return []
    return [*(_told(one, name) for one in failing), *(_told(one, f"{name}, advice only") for one in advice)]


def _told(found: dict[str, Any], where: str) -> str:
    places = found["nodes"]
    lines = [f"{where}: {found['id']} ({found['impact']}): {found['help']} <{found['helpUrl'].split('?')[0]}>"]
    for place in places[:MOST_PLACES]:
        why = [check["message"] for check in [*place["any"][:1], *place["all"], *place["none"]]]
        lines += [
            f"    at {' > '.join(map(str, place['target']))}",
            f"       {' '.join(place['html'].split())[:200]}",
            *(f"       {' '.join(message.split())}" for message in why),
        ]
    if len(places) > MOST_PLACES:
        lines.append(f"    and at {len(places) - MOST_PLACES} more")
    return "\n".join(lines)
