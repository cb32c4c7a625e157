// One live region for the page: said to a screen reader, and shown for a moment.
const SHOWN_MS = 4000;
let timer;

/** Say it; `show` it too unless it stands on the page already. */
export function say(words, { show = true } = {}) {
  const live = document.querySelector("[data-live]");
  live.textContent = words;
  if (!show) return;
  live.classList.add("or-said");
  clearTimeout(timer);
  timer = setTimeout(() => live.classList.remove("or-said"), SHOWN_MS);
}
