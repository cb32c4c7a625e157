// What each key and each button of the desk does.
import { say } from "./say.js";

/** Do what a key or a button of the selection's tools asks for; tell whether there was anything to do. */
export function act(desk, action, value) {
  const card = desk.card;
  if (desk.moving && ["accept", "reject", "number"].includes(action)) return true;
  if (desk.flying > 0 && !desk.heading && ["skip", "next", "previous"].includes(action)) return true; // where to is being decided
  const one = (selector) => card?.querySelector(selector);
  const does = {
    accept: () => press(one("[data-act=accept]")),
    reject: () => open(one("[data-reject]"), "input"),
    number: () => reason(desk, value),
    skip: () => (one("[data-act=skip]") ? press(one("[data-act=skip]")) : desk.next()),
    next: () => neighbour(desk, 1),
    previous: () => neighbour(desk, -1),
    edit: () => open(one("[data-passages]"), "[data-edge=end]"),
    speaker: () => focus(one("#lookup")),
    sole: () => sole(one("[data-act=sole]")),
    claim: () => open(one("[data-claim]"), "#claim-lookup"),
    shrink: () => desk.parts?.move("end", "word", -1) ?? true,
    grow: () => desk.parts?.move("end", "word", 1) ?? true,
    begin_later: () => desk.parts?.move("start", "word", 1) ?? true,
    begin_earlier: () => desk.parts?.move("start", "word", -1) ?? true,
    add: () => { if (desk.parts) { one("[data-passages]").open = true; desk.parts.add(); } return true; },
    use: () => { desk.parts?.use(value.dataset.use, value.textContent.trim()); return true; },
    new: () => mark(desk),
    comment: () => comment(desk),
    undo: () => press(document.querySelector(".or-bar [data-act=undo]")),
    queue: () => press(document.querySelector(".or-bar [data-act=queue]")),
    help: () => press(document.querySelector("[data-help]")),
  }[action];
  return does ? does() !== false : false;
}

export function neighbour(desk, way) {
  const key = desk.queue.neighbour(desk.heading || desk.key, way);
  if (!key) {
    say(way > 0 ? "That was the last one of this article." : "That was the first one of this article.");
    return true;
  }
  desk.focusQueue = true;
  desk.heading = key; // whoever presses twice goes on by two
  desk.choose(key);
  return true;
}

/** Choose the reject reason by its number; only “something else” wants words before it goes. */
function reason(desk, value) {
  const box = desk.card?.querySelector("[data-reject][open]");
  const radio = box?.querySelector(`[data-number="${CSS.escape(value ?? "")}"]`);
  if (!radio) return false;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  if (radio.value === "other") box.querySelector("textarea").focus();
  else box.querySelector("[data-reject-go]").click();
  return true;
}

function sole(box) {
  if (!box) {
    say("The article does not settle on one speaker on file. Find them, or add them.");
    return true;
  }
  box.checked = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
  say(`${box.closest("label").querySelector("b").firstChild.textContent} chosen as the speaker.`);
  return true;
}

/** Begin a new quotation by hand: of the selected words, or of the sentence after the passage. */
export function mark(desk) {
  const span = desk.article.selection() ?? sentence(desk);
  if (!span || !desk.frame) return true;
  document.getSelection().removeAllRanges();
  const url = desk.frame.querySelector("[data-mark]").href;
  desk.ask("GET", url, () => ({ ...span, queue: desk.queueName }));
  return true;
}

function sentence(desk) {
  const from = desk.parts?.content?.end ?? desk.article.paragraphs[0].start - 1;
  const start = desk.article.step(from, "sentence", "start", 1);
  const end = start === null ? null : desk.article.step(start, "sentence", "end", 1);
  return end === null ? null : { start, end };
}

async function comment(desk) {
  const box = desk.card?.querySelector("[data-comments]");
  if (!box) return true;
  const span = desk.article.selection();
  box.open = true;
  for (let tries = 0; tries < 40 && !box.querySelector("[data-comment]"); tries += 1) await new Promise((go) => setTimeout(go, 50));
  const form = box.querySelector("[data-comment]");
  if (form && span) {
    form.elements.start.value = span.start;
    form.elements.end.value = span.end;
  }
  form?.querySelector("[data-comment-text]").focus();
  return true;
}

function press(button) {
  button?.click();
  return Boolean(button);
}

function focus(field) {
  field?.focus();
  return Boolean(field);
}

function open(details, inside) {
  if (!details) return false;
  details.open = true;
  (details.querySelector(inside) ?? details.querySelector("input, button, textarea"))?.focus();
  return true;
}
