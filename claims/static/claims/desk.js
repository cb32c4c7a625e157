// The desk: joins the queue, the article, the card, the keys, and what lies between decision and next item.
import { act } from "./acts.js";
import { Article } from "./article.js";
import { bar } from "./bar.js";
import { claim } from "./claims.js";
import { fit } from "./card.js";
import { Drafts } from "./drafts.js";
import { Keys } from "./keys.js";
import { Lease } from "./lease.js";
import { wire } from "./net.js";
import { Parts } from "./parts.js";
import { Queue } from "./queue.js";
import { SelectTools } from "./select_tools.js";
import { say } from "./say.js";
import { speakers } from "./speakers.js";
import { alertOn, noteOn } from "./tell.js";

const frame = document.querySelector("[data-three]");
const json = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

class Desk {
  constructor() {
    this.frame = frame;
    this.drafts = new Drafts(frame?.dataset.person ?? "");
    this.news = "";
    this.focusQueue = false;
    this.flying = 0; // requests about the card that are under way
    this.mountArticle();
    this.mountCard();
    this.tools = new SelectTools(() => this.article, (action, button) => act(this, action, button));
    wire((message, where) => this.fail(message, where));
    if (!frame) return;
    this.mountQueue();
    this.keys = new Keys(json("keymap"), (action, value) => act(this, action, value));
    document.addEventListener("htmx:afterSettle", (event) => event.target.id === "card" && this.settled());
    document.addEventListener("htmx:beforeRequest", (event) => this.starts(event));
    document.addEventListener("htmx:afterRequest", (event) => { if (isCards(event)) this.flying -= 1; });
    document.addEventListener("htmx:oobAfterSwap", () => { this.article = null; });
    for (const name of ["decided", "undone", "refused", "marked", "cleared", "moved", "alone"]) {
      document.addEventListener(name, (event) => this[name](event.detail));
    }
    bar(this);
    addEventListener("popstate", () => location.reload());
    addEventListener("pageshow", (event) => event.persisted && location.reload()); // its lease was given back
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
    else if (this.card.hasAttribute("data-marking")) act(this, "edit");
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
    else alertOn(this.card, message, where);
  }

  note(message, label, then) {
    noteOn(this.card, message, label, then);
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

const messages = document.querySelector("[data-messages]");
if (messages?.textContent.trim()) say(messages.textContent.trim().replace(/\s+/g, " "), { show: false });
new Desk();
(document.querySelector("[data-focus]") ?? document.querySelector("#queue [tabindex='0']") ?? document.querySelector(".or-card"))?.focus({ preventScroll: true });
document.documentElement.dataset.desk = "ready";
