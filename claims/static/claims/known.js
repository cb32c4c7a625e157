// What is known of a speaker on file, as the picker's answers tell it; _choice.html shows the same.

/** The nodes that show a speaker: name, role on the article's day, facts, and what they said last. */
export function known(item) {
  const shown = [text("b", item.name)];
  if (item.position) shown.push(" ", Object.assign(text("span", item.position), { className: item.past ? "or-past" : "" }));
  const facts = text("small", [item.detail, item.wikidata_id].filter(Boolean).join(" · "));
  if (item.namesake) facts.append(" · ", Object.assign(text("em", "has a namesake"), { className: "or-warn" }));
  shown.push(" ", facts);
  if (item.last) {
    const last = [item.last.words, item.last.when, item.last.outlet].filter(Boolean).join(", ");
    shown.push(" ", Object.assign(text("small", `Last: ${last}`), { className: "or-last" }));
  }
  return shown;
}

function text(tag, words) {
  return Object.assign(document.createElement(tag), { dir: "auto", textContent: words });
}
