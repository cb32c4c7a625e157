// The table of passages: kept in the order of the text, with the words of the article beside the numbers.
import { EDGE_KEYS, edgeWords } from "./edges.js";

const ORDER = ["content", "cue", "mention", "relayer", "date", "occasion"];

export class Parts {
  /** `current` is the key of the item whose passages these are; `pulled` shows the content joined. */
  constructor(form, article, say, { current = "", pulled = null } = {}) {
    this.list = form.querySelector("[data-parts]");
    this.template = form.querySelector("[data-part-template]");
    this.count = form.querySelector("[data-part-count]");
    this.kind = () => form.querySelector("[name=kind]:checked")?.value;
    this.article = article;
    this.say = say;
    this.current = current;
    this.pulled = pulled;
    this.made = 0;
    this.active = null;
    for (const row of this.rows()) row.querySelector("[data-words]").readOnly = true;
    this.list.addEventListener("input", (event) => this.changed(event.target));
    this.list.addEventListener("change", (event) => this.settle(event.target));
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove]");
      if (button) this.remove(button.closest("[data-part]"));
    });
    this.list.addEventListener("focusin", (event) => { this.active = event.target.closest("[data-part]"); });
    this.list.addEventListener("keydown", (event) => this.key(event));
    for (const pill of form.querySelectorAll("[name=kind]")) pill.addEventListener("change", () => this.pull());
    for (const button of form.querySelectorAll("[data-use]")) {
      // The selection would be lost if the button took the focus.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.use(button.dataset.use, button.firstChild.textContent.trim()));
    }
    const add = form.querySelector("[data-add]");
    add?.addEventListener("mousedown", (event) => event.preventDefault());
    this.draw();
  }

  rows() {
    return [...this.list.querySelectorAll("[data-part]")];
  }

  /** The content's span from its first to its last character, or null where there is none. */
  get content() {
    const parts = this.rows().map(read).filter((part) => part.role === "content" && part.start < part.end);
    if (parts.length === 0) return null;
    return { start: Math.min(...parts.map((part) => part.start)), end: Math.max(...parts.map((part) => part.end)) };
  }

  /** Make the selected words a passage of `role`; it takes the place of those of that role that it overlaps. */
  use(role, word) {
    const span = this.article.selection();
    if (!span) {
      this.say("Select words in the article first.");
      return;
    }
    const row = this.place(role, span);
    document.getSelection().removeAllRanges();
    this.say(`Marked as ${word}: ${row.querySelector("[data-words]").value}`);
  }

  /** Add the selected words to the content as one more part; without a selection, the next word but one after it. */
  add() {
    const selected = this.article.selection();
    const span = selected ?? this.following();
    if (!span) {
      this.say("The article has no more words after this passage.");
      return;
    }
    const row = this.place("content", span);
    document.getSelection().removeAllRanges();
    this.say(`One more part of the content: ${row.querySelector("[data-words]").value}`);
    if (!selected) this.edge(row, "end").focus();
  }

  following() {
    const last = this.content?.end;
    if (last === undefined) return null;
    const passed = this.article.step(last, "word", "end", 1);
    const end = passed === null ? null : this.article.step(passed, "word", "end", 1);
    const start = end === null ? null : this.article.step(end, "word", "start", -1);
    return start === null || start < last ? null : { start, end };
  }

  place(role, span) {
    for (const row of this.rows()) {
      const part = read(row);
      if (part.role === role && part.start < span.end && span.start < part.end) row.remove();
    }
    const row = this.template.content.firstElementChild.cloneNode(true);
    this.made += 1;
    for (const element of row.querySelectorAll("[id]")) element.id = element.id.replace("new", `new-${this.made}`);
    for (const label of row.querySelectorAll("label")) label.htmlFor = label.htmlFor.replace("new", `new-${this.made}`);
    row.querySelector("[data-role]").value = role;
    row.querySelector("[data-from]").value = span.start;
    row.querySelector("[data-to]").value = span.end;
    row.querySelector("[data-words]").readOnly = true;
    this.list.append(row);
    this.active = row;
    this.fill(row);
    this.draw();
    this.changedBy(row);
    return row;
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.active = null;
    this.draw();
    this.changedBy(this.list);
    (next?.querySelector("[data-remove]") ?? document.querySelector("[data-use]")).focus();
    this.say("Passage removed.");
  }

  /** Move an edge of the passage in hand (or of the first content) by one `unit`; `way` 1 on, -1 back. */
  move(edge, unit, way, row = this.inHand()) {
    if (!row) return;
    const part = read(row);
    const to = this.article.step(part[edge], unit, edge, way);
    const moved = { ...part, [edge]: to };
    if (to === null || moved.start >= moved.end) {
      const edgeOf = unit === "paragraph" ? "The paragraph" : "The article";
      this.say(to === null ? `${edgeOf} ${way > 0 ? "ends" : "begins"} here.` : "The passage would be empty.");
      return;
    }
    row.querySelector(edge === "start" ? "[data-from]" : "[data-to]").value = to;
    this.fill(row);
    this.draw(false);
    this.changedBy(row);
    this.say(edge === "start" ? `Begins: ${edgeWords(row.querySelector("[data-words]").value, "start")}` : `Ends: ${edgeWords(row.querySelector("[data-words]").value, "end")}`);
  }

  inHand() {
    if (this.active && this.list.contains(this.active)) return this.active;
    return this.rows().find((row) => read(row).role === "content") ?? this.rows()[0];
  }

  edge(row, name) {
    return row.querySelector(`[data-edge=${name}]`);
  }

  key(event) {
    const edge = event.target.dataset?.edge;
    const move = edge && !event.ctrlKey && !event.metaKey && !event.altKey && EDGE_KEYS[`${event.shiftKey ? "Shift+" : ""}${event.key}`];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(edge, move.unit, move.way, event.target.closest("[data-part]"));
  }

  changed(field) {
    const row = field.closest("[data-part]");
    if (!field.matches("[data-words]")) this.fill(row);
    this.draw(field.matches("[data-role]"));
  }

  /** A number was typed to its end: an edge inside a character as people see it goes to the edge of that character. */
  settle(field) {
    const edge = field.matches("[data-from]") ? "start" : field.matches("[data-to]") ? "end" : null;
    if (!edge) return;
    const row = field.closest("[data-part]");
    const place = read(row)[edge];
    const whole = this.article.whole(place, edge);
    if (whole === place || Number.isNaN(place)) return;
    field.value = whole;
    this.fill(row);
    this.draw();
    this.say("Moved to the edge of the character: it cannot be cut in two.");
  }

  /** Tell whoever keeps the draft that a field was set by a script. */
  changedBy(element) {
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  fill(row) {
    const { start, end, role } = read(row);
    row.querySelector("[data-words]").value = this.article.words(start, end) ?? "";
    row.className = `or-part m-row-${role}`;
  }

  draw(sorted = true) {
    const focused = document.activeElement;
    if (sorted) {
      const rows = this.rows().sort((a, b) => rank(a) - rank(b) || read(a).start - read(b).start);
      this.list.append(...rows);
      if (this.list.contains(focused)) focused.focus();
    }
    this.rows().forEach((row, place) => this.label(row, place + 1));
    if (this.count) this.count.textContent = this.rows().length;
    this.article.draw(this.rows().map(read).filter((part) => part.start < part.end), this.current);
    this.pull();
  }

  /** Write on the edges of the passage `number` where they stand. */
  label(row, number) {
    const part = read(row);
    for (const named of row.querySelectorAll("[aria-label]")) named.ariaLabel = named.ariaLabel.replace(/passage .*/, `passage ${number}`);
    for (const named of row.querySelectorAll("label")) named.textContent = named.textContent.replace(/passage .*/, `passage ${number}`);
    const words = row.querySelector("[data-words]").value;
    for (const name of ["start", "end"]) {
      const edge = this.edge(row, name);
      const near = edgeWords(words, name);
      edge.textContent = name === "start" ? `⟨ ${near}` : `${near} ⟩`;
      edge.setAttribute("aria-valuemax", this.article.root.dataset.length);
      edge.setAttribute("aria-valuenow", Number.isNaN(part[name]) ? 0 : part[name]);
      edge.setAttribute("aria-valuetext", near || "no words");
    }
  }

  /** Show the content as it will stand on record, parts joined with [...]. */
  pull() {
    if (!this.pulled) return;
    const parts = this.rows().map((row) => ({ ...read(row), words: row.querySelector("[data-words]").value }));
    const content = parts.filter((part) => part.role === "content").sort((a, b) => a.start - b.start);
    const words = content.map((part) => part.words.replace(/\s+/g, " ")).join(" [...] ");
    this.pulled.textContent = words && this.kind() === "direct" ? `“${words}”` : words;
  }
}

function rank(row) {
  return ORDER.indexOf(read(row).role);
}

function read(row) {
  const whole = (selector) => {
    const text = row.querySelector(selector).value.trim();
    return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  };
  return { role: row.querySelector("[data-role]").value, start: whole("[data-from]"), end: whole("[data-to]") };
}
