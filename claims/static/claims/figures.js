// The figures of the first page: fetched when they come near, drawn as plots, and told as tables with the same numbers.
import { draw } from "./plots.js";

const NEAR = "300px"; // below the window's edge
const section = document.querySelector("[data-figures]");
const buttons = [...section.querySelectorAll("[data-days]")];
const trouble = section.querySelector("[data-trouble]");
const dark = () => document.documentElement.classList.contains("dark");
let asked = null; // the request on its way
let told = null; // what the last one answered
let charts = [];

function element(name, text = "", attributes = {}) {
  const made = Object.assign(document.createElement(name), { textContent: text });
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** A table of the answer as a table of the page; the same as _figure_tables.html writes. */
function tableOf(title, { caption, columns, rows }) {
  const scroll = element("div", "", { class: "or-figure-scroll", role: "region", tabindex: "0", "aria-label": `${title}: ${caption}` });
  const table = element("table", "", { class: "or-table or-figure-table" });
  const head = element("tr");
  head.append(...columns.map((column) => element("th", column, { scope: "col" })));
  const body = element("tbody");
  for (const [name, ...cells] of rows) {
    const row = element("tr");
    row.append(element("th", name, { scope: "row", dir: "auto" }), ...cells.map((cell) => element("td", cell)));
    body.append(row);
  }
  const top = element("thead");
  top.append(head);
  table.append(element("caption", caption), top, body);
  scroll.append(table);
  return scroll;
}

function fill(figure, plot) {
  figure.querySelector("[data-gist]").textContent = plot.empty ? "" : plot.gist;
  figure.querySelector("[data-note]").textContent = plot.empty ? "" : plot.note;
  figure.querySelector("canvas").setAttribute("aria-label", `${plot.title}: ${plot.gist}`);
  const empty = figure.querySelector("[data-empty]");
  const links = plot.links.map((link) => element("a", link.label, { href: link.address, class: "or-button" }));
  empty.replaceChildren(element("p", plot.empty), ...links);
  figure.querySelector("[data-tables]").replaceChildren(...plot.tables.map((table) => tableOf(plot.title, table)));
  for (const part of figure.querySelectorAll("[data-drawn]")) part.hidden = Boolean(plot.empty);
  empty.hidden = !plot.empty;
}

function drawAll() {
  for (const chart of charts) chart.destroy();
  charts = [];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const figure of section.querySelectorAll("[data-plot]")) {
    const plot = told.plots[figure.dataset.plot];
    if (!plot.empty) charts.push(draw(figure.dataset.plot, figure.querySelector("canvas"), plot.series, calm));
  }
  section.dataset.drawn = dark() ? "dark" : "light";
}

async function answerOf(days, signal) {
  const answer = await fetch(`${section.dataset.figures}?days=${days}`, { signal, headers: { Accept: "application/json" } });
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (answer.redirected || (!isJson && answer.ok)) throw new Error("You are signed out. Load the page again to sign in.");
  if (!isJson) throw new Error(`The server answered with error ${answer.status}.`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}

async function show(days) {
  asked?.abort();
  const request = (asked = new AbortController());
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.days === days));
  section.querySelector("[data-errors]").search = `?days=${days}`;
  section.setAttribute("aria-busy", "true");
  try {
    told = await answerOf(days, request.signal);
    trouble.hidden = true;
    for (const figure of section.querySelectorAll("[data-plot]")) fill(figure, told.plots[figure.dataset.plot]);
    drawAll();
    section.querySelector("[data-told]").textContent = `Figures of the last ${days} days, in the time zone ${told.time_zone}.`;
  } catch (error) {
    if (error.name === "AbortError") return; // another span was chosen meanwhile
    trouble.querySelector("span").textContent = `The figures could not be read. ${error.message}`;
    trouble.hidden = false;
  }
  section.removeAttribute("aria-busy");
}

const wanted = new URLSearchParams(location.search).get("days");
const chosen = () => buttons.find((button) => button.getAttribute("aria-pressed") === "true").dataset.days;
for (const button of buttons) {
  if (button.dataset.days === wanted) for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
  button.addEventListener("click", () => {
    history.replaceState(null, "", `?days=${button.dataset.days}`);
    show(button.dataset.days);
  });
}
trouble.querySelector("button").addEventListener("click", () => show(chosen()));
for (const part of section.querySelectorAll("[data-script]")) part.hidden = false;

new IntersectionObserver((entries, observer) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  observer.disconnect();
  show(chosen());
}, { rootMargin: NEAR }).observe(section);
// The colours are those of the style sheet, which the admin's switch changes by a class.
new MutationObserver(() => {
  if (told && section.dataset.drawn !== (dark() ? "dark" : "light")) drawAll();
}).observe(document.documentElement, { attributeFilter: ["class"] });
