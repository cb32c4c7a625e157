"""Every page in a real browser, wide, narrow and dark: nothing runs over, all text has contrast; pictures are kept.

The pictures go to var/screenshots, for people to look at.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.admin.conftest import sign_in
from tests.admin.pages import WAYS, addresses, go, window
from tracker.core.models import User

PICTURES = Path(__file__).resolve().parents[2] / "var" / "screenshots"
PAINT = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = (c) => c.slice(0, 3).map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const c = rgba(getComputedStyle(e).backgroundColor);
      if (c[3] > 250) return c;
    }
    return rgba(document.documentElement.classList.contains("dark") ? "#191815" : "#fff");
  };
  const bad = [];
  for (const element of document.querySelectorAll(".or *")) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest(".or-hidden, .or-live, [disabled], .material-symbols-outlined")) continue;
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const ink = light(rgba(getComputedStyle(element).color)), paper = light(ground(element));
    const ratio = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    if (ratio < 4.5) bad.push(`${ratio.toFixed(2)} ${element.className} ${element.textContent.trim().slice(0, 40)}`);
  }
  return bad;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("way", WAYS)
def test_pages_are_fit_to_be_seen(house: User, live_server: LiveServer, browser: Browser, way: str) -> None:
    context = window(browser, way)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    sign_in(page, live_server, "ada")
    for name, address in addresses().items():
        go(page, live_server, address)
        page.screenshot(path=PICTURES / f"{name}-{way}.png")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            troubles.append(f"{name}: {wide} px too wide")
        troubles += [f"{name}: {bad}" for bad in page.evaluate(PAINT)]
    context.close()
    assert not troubles
