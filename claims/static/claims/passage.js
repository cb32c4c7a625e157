// A capture on a page of its own: marks the passage that its address names (#char=120,180, after RFC 5147).
import { Article } from "./article.js";

const root = document.querySelector("[data-article]");
const items = JSON.parse(document.getElementById("items")?.textContent ?? "[]");
const article = new Article(root, items, { drawn: false });

function mark() {
  const [, start, end] = location.hash.match(/^#char=(\d{1,9})(?:,(\d{1,9}))?$/) ?? [];
  if (start === undefined) return;
  const from = Number(start);
  article.draw([{ start: from, end: Number(end ?? from + 1), role: "content" }]);
  article.show(from);
}

addEventListener("hashchange", mark);
mark();
document.documentElement.dataset.desk = "ready";
