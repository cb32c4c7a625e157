// The article on the page: reads selections as spans of code points, moves edges, and draws marks from spans.
import { length, pointsBefore, slice } from "./codepoints.js";
import { places } from "./segments.js";

const NAMES = { content: "content", cue: "cue", mention: "speaker", relayer: "relayed by", date: "date", occasion: "occasion" };
const LOOKS = {
  pending: "candidate, waiting", accepted: "quotation, accepted", disputed: "quotation, disputed",
  anchor: "quotation, to be anchored anew", withdrawn: "quotation, withdrawn",
};

// Paragraphs above a passage that a browser lays out unasked when the passage comes into sight, and some to spare.
const ABOVE = 20;

export class Article {
  /**
   * `items` are the other candidates and quotations: {key, look, spans: [[start, end]…]}. What is drawn first is what
   * the server has drawn already, if it is `drawn`.
   */
  constructor(root, items = [], { drawn = true } = {}) {
    this.root = root;
    this.version = root.dataset.version;
    this.items = items;
    this.drawn = drawn;
    this.paragraphs = [...root.querySelectorAll("[data-paragraph]")].map((element) => {
      const text = leaves(element).map((leaf) => leaf.textContent).join("");
      const start = Number(element.dataset.start);
      return { element, text, start, end: start + length(text), gap: element.dataset.gap, drawn: null };
    });
  }

  /** Whether the page holds the character at `place`; of a very long article it holds a stretch. */
  holds(place) {
    return this.paragraphs.some((paragraph) => paragraph.start <= place && place < paragraph.end);
  }

  /** The words from `start` to `end`, exactly as stored; null where the page does not hold them all. */
  words(start, end) {
    if (!(Number.isInteger(start) && Number.isInteger(end) && start < end)) return null;
    let words = "";
    let place = start;
    for (const paragraph of this.paragraphs) {
      const whole = paragraph.text + paragraph.gap;
      const stop = paragraph.start + length(whole);
      if (place < paragraph.start || place >= stop) continue;
      words += slice(whole, place - paragraph.start, Math.min(end, stop) - paragraph.start);
      place = Math.min(end, stop);
      if (place === end) return words;
    }
    return null;
  }

  /**
   * Where an edge at `place` comes to stand when it goes one `unit` (character, word, sentence, paragraph) on
   * (`way` 1) or back (-1); null at the end of the page.
   */
  step(place, unit, edge, way) {
    const at = this.paragraphs.findIndex((one) => one.start <= place && place <= one.end);
    for (let i = at; i >= 0 && i < this.paragraphs.length; i += way) {
      const one = this.paragraphs[i];
      const all = unit === "paragraph" ? [edge === "start" ? 0 : length(one.text)] : places(one.text, unit, edge);
      const found = all.map((offset) => one.start + offset).filter((other) => (other - place) * way > 0);
      if (found.length > 0) return way > 0 ? found[0] : found[found.length - 1];
      if (unit === "paragraph") return null;
    }
    return null;
  }

  /** `place` itself, or where it lies inside a character as people see it, the `edge` of that character. */
  whole(place, edge) {
    const one = this.paragraphs.find(({ start, end }) => start < place && place < end);
    if (!one) return place;
    const all = places(one.text, "character", edge).map((offset) => one.start + offset);
    return (edge === "start" ? all.findLast((other) => other <= place) : all.find((other) => other >= place)) ?? place;
  }

  /**
   * The selected span without white space at its ends, or null if nothing of the article is selected. It holds whole
   * characters, whatever the browser selects.
   */
  selection() {
    const selected = document.getSelection();
    if (!selected || selected.rangeCount === 0 || selected.isCollapsed) return null;
    const range = selected.getRangeAt(0);
    let start = null;
    let end = null;
    for (const leaf of leaves(this.root)) {
      const node = leaf.firstChild;
      if (!node || !range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (from >= to) continue;
      const base = Number(leaf.dataset.leaf);
      start ??= base + pointsBefore(node.data, from);
      end = base + pointsBefore(node.data, to);
    }
    if (start === null) return null;
    const words = this.words(start, end);
    if (words === null || !words.trim()) return null;
    start += length(words) - length(words.trimStart());
    end -= length(words) - length(words.trimEnd());
    return { start: this.whole(start, "start"), end: this.whole(end, "end") };
  }

  /** Draw `parts` ({start, end, role}) of the item `current`, and the others faintly; only what changed is drawn. */
  draw(parts, current = "") {
    const others = this.items
      .filter((item) => item.key !== current && LOOKS[item.look])
      .flatMap((item) => item.spans.map(([start, end]) => ({ start, end, classes: `m-other s-${item.look}`, name: LOOKS[item.look], item: item.key })));
    const marks = [...named(parts), ...others].sort((a, b) => a.start - b.start || a.end - b.end);
    for (const paragraph of this.paragraphs) {
      const here = marks.filter((mark) => mark.start < paragraph.end && paragraph.start < mark.end);
      const look = JSON.stringify(here);
      if (paragraph.drawn === look) continue;
      paragraph.drawn = look;
      if (this.drawn) continue;
      const number = paragraph.element.querySelector(".or-number");
      paragraph.element.replaceChildren(...(number ? [number] : []), ...segments(paragraph, here));
    }
    this.drawn = false;
  }

  /** Bring the passage that begins at `place` into view. */
  show(place, { smooth = false } = {}) {
    const leaf = leaves(this.root).findLast((one) => Number(one.dataset.leaf) <= place);
    if (!leaf) return;
    this.layOutAbove(leaf);
    const behavior = smooth ? "smooth" : "instant";
    if (getComputedStyle(this.root).overflowY !== "auto") {
      leaf.scrollIntoView({ block: "center", behavior });
      return;
    }
    // On the desk the article scrolls by itself: the page around it stays where it is.
    const middle = (box) => box.top + box.height / 2;
    const by = middle(leaf.getBoundingClientRect()) - middle(this.root.getBoundingClientRect());
    this.root.scrollBy({ top: by, behavior });
  }

  /**
   * Paragraphs out of sight have guessed heights. Where the browser does not keep in place what is in sight when
   * something above it grows (Safari), those above `leaf` get their own before anything is measured.
   */
  layOutAbove(leaf) {
    if (getComputedStyle(this.root).overflowAnchor === "auto") return;
    const at = this.paragraphs.findIndex(({ element }) => element.contains(leaf));
    for (const { element } of this.paragraphs.slice(Math.max(at - ABOVE, 0), at + 1)) element.style.contentVisibility = "visible";
  }
}

function leaves(element) {
  return [...element.querySelectorAll("[data-leaf]")];
}

function named(parts) {
  const sorted = [...parts].sort((a, b) => a.start - b.start);
  const count = {};
  for (const part of sorted) count[part.role] = (count[part.role] ?? 0) + 1;
  const seen = {};
  return sorted.map(({ start, end, role }) => {
    seen[role] = (seen[role] ?? 0) + 1;
    const name = NAMES[role] ?? role;
    return { start, end, classes: `m-${role}`, name: count[role] > 1 ? `${name} ${seen[role]}` : name, item: "" };
  });
}

function segments(paragraph, here) {
  const edges = new Set([paragraph.start, paragraph.end]);
  for (const mark of here) {
    edges.add(Math.max(paragraph.start, mark.start));
    edges.add(Math.min(paragraph.end, mark.end));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((low, i) => {
    const high = cuts[i + 1];
    const leaf = document.createElement("span");
    leaf.dataset.leaf = low;
    leaf.textContent = slice(paragraph.text, low - paragraph.start, high - paragraph.start);
    const on = here.filter((mark) => mark.start < high && low < mark.end);
    return on.length === 0 ? leaf : marked(leaf, on, paragraph.start, low);
  });
}

function marked(leaf, on, paragraph, low) {
  const box = document.createElement("mark");
  box.className = ["m", ...new Set(on.flatMap((mark) => mark.classes.split(" ")))].join(" ");
  const begins = on.filter((mark) => mark.name && Math.max(mark.start, paragraph) === low);
  const own = begins.find((mark) => !mark.item);
  if (own) {
    box.classList.add("m-begins");
    box.dataset.name = own.name;
  }
  const items = [...new Set(on.map((mark) => mark.item).filter(Boolean))];
  if (items.length > 0) box.dataset.items = items.join(" ");
  for (const mark of begins) {
    const hidden = document.createElement("span");
    hidden.className = "or-hidden";
    hidden.textContent = `${mark.name}: `;
    box.append(hidden);
  }
  box.append(leaf);
  return box;
}
