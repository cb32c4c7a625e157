// From change to change: the bar stays in sight, says where one is, and leads on. Without this its links lead to the first.
const bar = document.querySelector("[data-changes]");
const changes = [...document.querySelectorAll("[id^=change-]")];

if (bar && changes.length) {
  const back = bar.querySelector("[data-back]");
  const forth = bar.querySelector("[data-forth]");
  const place = bar.querySelector("[data-place]");
  const words = place.textContent;

  /** The change that is read now: the last whose head has come up to the bar; -1 above the first. */
  const here = () => {
    const edge = bar.getBoundingClientRect().bottom + 12;
    return changes.findLastIndex((change) => change.getBoundingClientRect().top <= edge);
  };
  const show = () => {
    const at = here();
    place.textContent = at < 0 ? words : `Change ${at + 1} of ${bar.dataset.changes}`;
    back.setAttribute("aria-disabled", String(at <= 0));
    forth.setAttribute("aria-disabled", String(at >= changes.length - 1));
  };
  const go = (event, at) => {
    event.preventDefault();
    const change = changes[at];
    if (!change) return;
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: "start" });
    show();
  };
  // Two steps quickly after each other count from where the first one led.
  const from = () => {
    const focused = changes.indexOf(document.activeElement);
    return focused < 0 ? here() : Math.max(focused, here());
  };
  forth.addEventListener("click", (event) => go(event, from() + 1));
  back.addEventListener("click", (event) => go(event, here() - 1));
  document.addEventListener("scroll", show, { capture: true, passive: true });
  show();
}
