// The desk: joins the queue, the article, the card, the keys, and what lies between decision and next item.
import { Article } from "./article.js";
import { claim } from "./claims.js";
import { fit } from "./card.js";
import { Drafts } from "./drafts.js";
import { Keys } from "./keys.js";
import { Lease } from "./lease.js";
import { send, wire } from "./net.js";
import { Parts } from "./parts.js";
import { Queue } from "./queue.js";
import { SelectTools } from "./select_tools.js";
import { say } from "./say.js";
import { speakers } from "./speakers.js";

const frame = document.querySelector("[data-three]");
const json = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

class Desk {
  constructor() {
    this.drafts = new Drafts(frame?.dataset.person ?? "");
    this.news = "";
    this.focusQueue = false;
    this.flying = 0; // requests about the card that are under way
    this.mountArticle();
    this.mountCard();
    this.tools = new SelectTools(() => this.article, (action, button) => this.act(action, button));
    wire((message, where) => this.fail(message, where));
    if (!frame) return;
    this.mountQueue();
    this.keys = new Keys(json("keymap"), (action, value) => this.act(action, value));
    document.addEventListener("htmx:afterSettle", (event) => event.target.id === "card" && this.settled());
    document.addEventListener("htmx:beforeRequest", (event) => this.starts(event));
    document.addEventListener("htmx:afterRequest", (event) => { if (isCards(event)) this.flying -= 1; });
    document.addEventListener("htmx:oobAfterSwap", () => { this.article = null; });
    for (const name of ["decided", "undone", "refused", "marked", "cleared", "moved", "alone"]) {
      document.addEventListener(name, (event) => this[name](event.detail));
    }
    this.queueChoice();
    addEventListener("popstate", () => location.reload());
    addEventListener("pageshow", (event) => event.persisted && location.reload()); // its lease was given back
    this.help();
  }

  // -- Mounting ------------------------------------------------------------------------------------------------------
  mountArticle() {
    const root = document.querySelector("[data-article]");
    if (!root) return;
    this.article = new Article(root, json("items") ?? []);
    root.addEventListener("click", (event) => {
      const keys = event.target.closest("mark[data-items]")?.dataset.items.split(" ");
      if (keys && document.getSelection().isCollapsed) this.choose(keys[keys.length - 1]);
    });
  }

  mountQueue() {
    this.queue = new Queue(document.getElementById("queue"), (key, href) => this.choose(key, href));
    this.keys?.show(document.getElementById("queue"));
  }

  mountCard({ redraw = false } = {}) {
    this.lease?.leave();
    this.lease = null;
    this.card = document.querySelector(".or-card");
    this.form = this.card?.querySelector("form[data-desk]");
    this.key = this.card?.dataset.keyOf ?? "";
    this.came = this.card?.dataset.review ?? this.came; // where a new quotation begun by hand leads back to
    this.parts = null;
    this.moving = false;
    if (this.heading === this.key) this.heading = "";
    if (this.card && !frame) fit(this.card);
    if (this.card) this.plainButtons();
    if (this.form && this.article) {
      const pulled = this.card.querySelector("[data-pulled]");
      this.parts = new Parts(this.form, this.article, say, { current: this.key, pulled });
      speakers(this.form, say);
      claim(this.form, say);
      this.keepDraft();
    } else if (this.article && redraw) this.article.draw(passages(this.card), this.key);
    if (this.card?.dataset.hold) this.lease = new Lease(this.card, { say, lost: (message, where) => this.fail(message, where) });
    if (this.card?.dataset.span) this.article?.show(Number(this.card.dataset.span));
    this.keys?.show(this.card);
  }

  /** Buttons that HTMX does not send: those of other pages, and those that only scripts understand. */
  plainButtons() {
    this.card.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.matches("[data-plain]")) {
        event.preventDefault();
        event.stopImmediatePropagation();
        const action = Object.assign(document.createElement("input"), { type: "hidden", name: "action", value: button.value });
        this.form.append(action);
        this.form.action = button.formAction;
        this.form.submit();
      } else if (frame && button?.matches("[data-act=skip]")) {
        event.preventDefault();
        this.focusQueue = true;
        if (this.card.hasAttribute("data-marking")) this.load(this.came);
        else this.next();
      }
    }, { capture: true });
  }

  keepDraft() {
    const { review, seen } = this.card.dataset;
    if (!review || !frame) return;
    const kept = this.drafts.of(review);
    this.drafts.watch(this.form, review, seen);
    if (!kept || this.restoring || this.card.querySelector("[role=alert]")) return;
    const when = new Date(kept.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    if (kept.seen === seen) this.restore(review, kept, `Your draft of ${when} is back.`);
    else this.note(`You had a draft of ${when}; the candidate has changed since.`, "Show it", () => this.restore(review, kept, `Your draft of ${when}.`));
  }

  async restore(review, kept, words) {
    this.restoring = true;
    this.afterwards = () => this.note(words, "Discard it", () => {
      this.drafts.forget(review);
      this.load(review);
    });
    await this.ask("POST", this.card.dataset.cardUrl, () => ({ ...grouped(kept.fields), queue: this.queueName, shown: this.shown }));
  }

  /** The mouse chooses a queue at once; the keys go through the list one by one, and “Go” ends that. */
  queueChoice() {
    const choice = document.querySelector("[data-queue-choice]");
    let byKey = false;
    choice.addEventListener("pointerdown", () => { byKey = false; });
    choice.addEventListener("keydown", (event) => { byKey = event.key !== "Tab"; });
    choice.addEventListener("change", () => {
      if (byKey) choice.form.querySelector("button").classList.remove("or-nojs");
      else choice.form.submit();
    });
  }

  // -- Going about ---------------------------------------------------------------------------------------------------
  get shown() {
    return this.article?.version ?? "";
  }

  get queueName() {
    return document.querySelector("[data-queue-choice]").value;
  }

  choose(key, href = this.queue?.row(key)?.dataset.href) {
    if (key.startsWith("r") && frame) this.load(key.slice(1), { push: href });
    else if (href) location.assign(href);
  }

  async load(review, { push = "", fresh = false } = {}) {
    const url = `${this.base}${review}/card/`;
    await this.ask("GET", url, () => ({ queue: this.queueName, shown: fresh ? "" : this.shown }));
    if (push && push !== location.pathname + location.search) history.pushState({}, "", push);
  }

  get base() {
    return frame.dataset.next.replace(/next\/$/, "");
  }

  async next() {
    this.focusQueue = true;
    await this.ask("POST", frame.dataset.next, () => ({ queue: this.queueName, after: this.card.dataset.review ?? "", shown: this.shown }));
  }

  /** Ask for a card; one request after the other, so that what was asked for last stands there in the end. */
  ask(verb, url, values) {
    const send_ = () => window.htmx.ajax(verb, url, { target: "#card", swap: "outerHTML", values: values() });
    this.asked = (this.asked ?? Promise.resolve()).then(send_).catch(() => {}); // that no answer came is told by net.js
    return this.asked;
  }

  /** A request about the card begins; one that decides waits for no other: who presses twice decides once. */
  starts(event) {
    if (!isCards(event)) return;
    if ((this.flying > 0 || this.moving) && event.target.closest("#card form")) event.preventDefault();
    else this.flying += 1;
  }

  /** The page has a new card, perhaps with its article and queue. */
  settled() {
    const fresh = this.article === null || !document.contains(this.article.root);
    if (fresh) {
      this.mountArticle();
      this.mountQueue();
    }
    const { key } = this;
    this.mountCard({ redraw: true });
    if (this.key !== key && !this.queue.ownColumn) this.card.scrollIntoView();
    this.queue.point(this.key);
    this.afterwards?.();
    this.afterwards = null;
    this.restoring = false;
    const alert = this.card.querySelector("[data-focus]");
    if (alert) alert.focus();
    else if (this.card.hasAttribute("data-marking")) this.act("edit");
    else if (this.focusQueue || fresh) this.queue.focus(this.key);
    if (this.card.hasAttribute("data-done")) this.card.focus();
    this.focusQueue = Boolean(this.heading);
    const words = this.card.querySelector("[data-pulled]")?.textContent ?? this.card.querySelector("h2")?.textContent ?? "";
    if (this.news) say(`${this.news} ${words.slice(0, 120)}`.trim());
    this.news = "";
  }

  // -- What the server tells -----------------------------------------------------------------------------------------
  decided({ word, look, review }) {
    this.drafts.forget(String(review));
    this.look(`r${review}`, look);
    const left = this.queue.left();
    this.news = `${word}. ${left} left in this article.`;
    say(this.news);
    this.lease?.end();
    this.moving = true; // what stands on the card is decided: it waits only for the next
    if (this.form) this.form.inert = true;
    this.next();
  }

  moved({ word, look, review }) {
    this.look(`r${review}`, look);
    say(`${word}.`);
  }

  async undone({ word, review, key, version }) {
    this.look(key, key.startsWith("r") ? "pending" : "withdrawn");
    this.news = word;
    say(word);
    if (!review) {
      if (String(version) === this.shown) this.load(this.came, { fresh: true });
      return;
    }
    this.focusQueue = true;
    this.drafts.forget(String(review));
    await this.load(review, { push: this.queue.row(key)?.dataset.href ?? `${this.base}${review}/change/` });
  }

  refused({ message, where }) {
    this.fail(message, where);
  }

  marked({ word }) {
    say(`${word}.`);
    this.news = `${word}.`;
    this.load(this.came, { fresh: true }); // the queue and the article show the new one
  }

  alone({ word }) {
    this.focusQueue = false;
    say(word);
  }

  cleared({ word }) {
    const box = document.querySelector("[data-clearance]");
    box.replaceChildren(Object.assign(document.createElement("p"), { className: "or-quiet", textContent: word }));
    say(word);
  }

  look(key, look) {
    this.queue.look(key, look);
    const item = this.article?.items.find((one) => one.key === key);
    if (item) item.look = look;
  }

  // -- Telling the person --------------------------------------------------------------------------------------------
  /** Tell what went wrong, where the eyes are; what was typed stays. */
  fail(message, where) {
    this.heading = "";
    if (this.moving) this.note(`${this.news} But the next one did not come. ${message}`, "Go on", () => this.next());
    else this.strip("or-error", "alert", message, where ? [link(where)] : []);
  }

  note(message, label, then) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "or-button or-small", textContent: label });
    button.addEventListener("click", () => {
      button.closest(".or-told").remove();
      then();
    });
    this.strip("or-theirs", "status", message, [button]);
  }

  strip(style, role, message, more) {
    this.card.querySelector(".or-told")?.remove();
    const box = document.createElement("div");
    box.className = `or-told ${style}`;
    box.setAttribute("role", role);
    box.append(message, ...more.flatMap((one) => [" ", one]));
    this.card.prepend(box);
  }

  // -- Keys and buttons ----------------------------------------------------------------------------------------------
  /** Do what a key or a button of the selection's tools asks for; tell whether there was anything to do. */
  act(action, value) {
    const card = this.card;
    if (this.moving && ["accept", "reject", "number"].includes(action)) return true;
    if (this.flying > 0 && !this.heading && ["skip", "next", "previous"].includes(action)) return true; // where to is being decided
    const one = (selector) => card?.querySelector(selector);
    const does = {
      accept: () => press(one("[data-act=accept]")),
      reject: () => open(one("[data-reject]"), "input"),
      number: () => this.reason(value),
      skip: () => (one("[data-act=skip]") ? press(one("[data-act=skip]")) : this.next()),
      next: () => this.neighbour(1),
      previous: () => this.neighbour(-1),
      edit: () => open(one("[data-passages]"), "[data-edge=end]"),
      speaker: () => focus(one("#lookup")),
      sole: () => this.sole(one("[data-act=sole]")),
      claim: () => open(one("[data-claim]"), "#claim-lookup"),
      shrink: () => this.parts?.move("end", "word", -1) ?? true,
      grow: () => this.parts?.move("end", "word", 1) ?? true,
      begin_later: () => this.parts?.move("start", "word", 1) ?? true,
      begin_earlier: () => this.parts?.move("start", "word", -1) ?? true,
      add: () => { if (this.parts) { one("[data-passages]").open = true; this.parts.add(); } return true; },
      use: () => { this.parts?.use(value.dataset.use, value.textContent.trim()); return true; },
      new: () => this.mark(),
      comment: () => this.comment(),
      undo: () => press(document.querySelector(".or-bar [data-act=undo]")),
      queue: () => press(document.querySelector(".or-bar [data-act=queue]")),
      help: () => press(document.querySelector("[data-help]")),
    }[action];
    return does ? does() !== false : false;
  }

  neighbour(way) {
    const key = this.queue.neighbour(this.heading || this.key, way);
    if (!key) {
      say(way > 0 ? "That was the last one of this article." : "That was the first one of this article.");
      return true;
    }
    this.focusQueue = true;
    this.heading = key; // whoever presses twice goes on by two
    this.choose(key);
    return true;
  }

  /** Choose the reject reason by its number; only “something else” wants words before it goes. */
  reason(value) {
    const box = this.card?.querySelector("[data-reject][open]");
    const radio = box?.querySelector(`[data-number="${CSS.escape(value ?? "")}"]`);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    if (radio.value === "other") box.querySelector("textarea").focus();
    else box.querySelector("[data-reject-go]").click();
    return true;
  }

  sole(box) {
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
  mark() {
    const span = this.article.selection() ?? this.sentence();
    if (!span || !frame) return true;
    document.getSelection().removeAllRanges();
    const url = frame.querySelector("[data-mark]").href;
    this.ask("GET", url, () => ({ ...span, queue: this.queueName }));
    return true;
  }

  sentence() {
    const from = this.parts?.content?.end ?? this.article.paragraphs[0].start - 1;
    const start = this.article.step(from, "sentence", "start", 1);
    const end = start === null ? null : this.article.step(start, "sentence", "end", 1);
    return end === null ? null : { start, end };
  }

  async comment() {
    const box = this.card?.querySelector("[data-comments]");
    if (!box) return true;
    const span = this.article.selection();
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

  help() {
    const box = document.querySelector("[data-help-box]");
    document.querySelector("[data-help]").addEventListener("click", (event) => {
      event.preventDefault();
      box.showModal();
    });
    box.querySelector("[data-close]").addEventListener("click", () => box.close());
    box.querySelector("[data-keys-on]").addEventListener("change", (event) => {
      this.keys.turn(event.target.checked);
      const url = document.querySelector("[data-help]").href;
      send(url, { action: "switch", ...(event.target.checked ? { keys_on: "yes" } : {}) }).then((answer) => {
        if (!answer.ok) this.fail(answer.message, answer.where);
      });
    });
    const undo = document.querySelector(".or-bar [data-act=undo]");
    undo.addEventListener("click", (event) => {
      event.preventDefault();
      window.htmx.ajax("POST", frame.dataset.undo, { swap: "none", target: "body", values: { queue: this.queueName } }).catch(() => {});
    });
    document.querySelector("[data-mark]")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.mark();
    });
    for (const [selector, way] of [["[data-act=next]", 1], ["[data-act=previous]", -1]]) {
      document.addEventListener("click", (event) => event.target.closest(selector) && this.neighbour(way));
    }
    document.addEventListener("click", (event) => {
      const link_ = event.target.closest("[data-copy]");
      if (!link_ || event.ctrlKey || event.metaKey || !navigator.clipboard) return;
      event.preventDefault();
      const { content } = this.parts ?? {};
      const href = link_.matches("[data-passage]") && content ? link_.href.replace(/#.*/, `#char=${content.start},${content.end}`) : link_.href;
      navigator.clipboard.writeText(href).then(() => say("The link is copied."), () => location.assign(href));
    });
    document.addEventListener("click", (event) => {
      const grow = event.target.closest("[data-step]");
      if (grow) this.act(grow.dataset.step);
      if (event.target.closest("[data-add]")) this.act("add");
    });
  }
}

/** Whether a request that HTMX tells of is about the card. */
function isCards(event) {
  return event.detail.target?.id === "card";
}

function grouped(fields) {
  const found = new Map();
  for (const [name, value] of new URLSearchParams(fields)) found.set(name, [...(found.get(name) ?? []), value]);
  return Object.fromEntries(found);
}

/** The passages of a card without a form, as they stand on record. */
function passages(card) {
  return [...card.querySelectorAll("[data-passage-of]")].map(({ dataset }) => ({
    role: dataset.passageOf, start: Number(dataset.start), end: Number(dataset.end),
  }));
}

function link(where) {
  return Object.assign(document.createElement("a"), { href: where, target: "_blank", rel: "noopener", textContent: "Open" });
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

const messages = document.querySelector("[data-messages]");
if (messages?.textContent.trim()) say(messages.textContent.trim().replace(/\s+/g, " "), { show: false });
new Desk();
(document.querySelector("[data-focus]") ?? document.querySelector("#queue [tabindex='0']") ?? document.querySelector(".or-card"))?.focus({ preventScroll: true });
document.documentElement.dataset.desk = "ready";
