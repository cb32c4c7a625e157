// From change to change: the bar stays in sight, says where one is, and leads on. Without this its links lead to the first.
const bar = document.querySelector("[data-changes]");
const changes = [...document.querySelectorAll("[id^=change-]")];

if (bar && changes.length) {
  const back = bar.querySelector("[data-back]");
  const forth = bar.querySelector("[data-forth]");
  const place = bar.querySelector("[data-place]");
  const words = place.textContent;
  let at = -1; // the change that is read now; -1 above the first
  let jumped = false;

  const show = () => {
    place.textContent = at < 0 ? words : `Change ${at + 1} of ${bar.dataset.changes}`;
    back.setAttribute("aria-disabled", String(at <= 0));
    forth.setAttribute("aria-disabled", String(at >= changes.length - 1));
  };
  const go = (event, to) => {
    event.preventDefault();
    const change = changes[to];
    if (!change) return;
    at = to;
    jumped = true;
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "start" });
    show();
  };
  forth.addEventListener("click", (event) => go(event, at + 1));
  back.addEventListener("click", (event) => go(event, at - 1));
  // Who scrolls by hand reads the last change whose head has come up to the bar. A jump scrolls too, and near the end
  // of the page its change cannot come up so far.
  document.addEventListener("scroll", () => {
    if (!jumped) {
      const edge = bar.getBoundingClientRect().bottom + 12;
      at = changes.findLastIndex((change) => change.getBoundingClientRect().top <= edge);
      show();
    }
    jumped = false;
  }, { capture: true, passive: true });
  show();
}
