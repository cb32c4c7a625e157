// The desk: joins the article, the table of passages, the speakers and the keys.
import { Article } from "./article.js";
import { fit } from "./card.js";
import { keys } from "./keys.js";
import { Parts } from "./parts.js";
import { speakers } from "./speakers.js";

const live = document.querySelector("[data-live]");

/** Say it to a screen reader, and show it for a moment. */
function say(words) {
  live.textContent = words;
  live.classList.add("or-said");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => live.classList.remove("or-said"), 4000);
}

const root = document.querySelector("[data-article]");
const form = document.querySelector("form[data-desk]");
if (root && form) {
  new Parts(form, new Article(root), say);
  speakers(form, say);
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault(); // A second press of the button while the first is on its way.
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}
const card = document.querySelector(".or-card");
if (card) fit(card);
const toggle = document.querySelector("[data-keys]");
if (toggle) keys(document, toggle);
const messages = document.querySelector("[data-messages]");
if (messages?.textContent.trim()) live.append(messages.textContent.trim().replace(/\s+/g, " "));
(document.querySelector("[data-focus]") ?? document.querySelector(".or-card"))?.focus({ preventScroll: !document.querySelector("[data-focus]") });
document.documentElement.dataset.desk = "ready";
