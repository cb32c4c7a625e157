// The article on the page: reads selections as spans of code points, and draws marks from spans.
import { length, pointsBefore, slice } from "./codepoints.js";

const NAMES = { content: "content", cue: "cue", mention: "speaker", relayer: "relayed by", date: "date", occasion: "occasion" };

export class Article {
  constructor(root) {
    this.root = root;
    this.paragraphs = [...root.querySelectorAll("[data-paragraph]")].map((element) => {
      const text = leaves(element).map((leaf) => leaf.textContent).join("");
      const start = Number(element.dataset.start);
      return { element, text, start, end: start + length(text), gap: element.dataset.gap };
    });
    this.others = [...root.querySelectorAll(".m-other [data-leaf]")].map((leaf) => {
      const start = Number(leaf.dataset.leaf);
      return { start, end: start + length(leaf.textContent), role: "other" };
    });
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

  /** The selected span without white space at its ends, or null if nothing of the article is selected. */
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
    return { start, end };
  }

  /** Draw `marks` ({start, end, role}) in place of those that are there. */
  draw(marks) {
    const named = named_(marks);
    for (const paragraph of this.paragraphs) {
      const number = paragraph.element.querySelector(".or-number");
      paragraph.element.replaceChildren(...(number ? [number] : []), ...segments(paragraph, [...named, ...this.others]));
    }
  }
}

function leaves(element) {
  return [...element.querySelectorAll("[data-leaf]")];
}

function named_(marks) {
  const sorted = [...marks].sort((a, b) => a.start - b.start);
  const count = {};
  for (const mark of sorted) count[mark.role] = (count[mark.role] ?? 0) + 1;
  const seen = {};
  return sorted.map((mark) => {
    seen[mark.role] = (seen[mark.role] ?? 0) + 1;
    const name = NAMES[mark.role] ?? mark.role;
    return { ...mark, name: count[mark.role] > 1 ? `${name} ${seen[mark.role]}` : name };
  });
}

function segments(paragraph, marks) {
  const here = marks.filter((mark) => mark.start < paragraph.end && paragraph.start < mark.end);
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
    if (on.length === 0) return leaf;
    const box = document.createElement("mark");
    box.className = ["m", ...new Set(on.map((mark) => `m-${mark.role}`))].join(" ");
    const begins = on.filter((mark) => mark.name && Math.max(mark.start, paragraph.start) === low);
    if (begins.length > 0) {
      box.classList.add("m-begins");
      box.dataset.name = begins[0].name;
    }
    for (const mark of begins) {
      const hidden = document.createElement("span");
      hidden.className = "or-hidden";
      hidden.textContent = `${mark.name}: `;
      box.append(hidden);
    }
    box.append(leaf);
    return box;
  });
}
