// Whose words: shows the fields that the attribution needs, and puts a speaker who was looked up on the list.
import { known } from "./known.js";
import { Newcomer, offers, painted } from "./newcomer.js";
import { Picker } from "./picker.js";

export function speakers(form, say) {
  const attribution = [...form.querySelectorAll("[name=attribution]")];
  const named = () => (attribution.find((radio) => radio.checked)?.value ?? "named") === "named";
  const show = () => {
    const chosen = attribution.find((radio) => radio.checked)?.value ?? "named";
    for (const note of form.querySelectorAll("[data-not-for]")) note.hidden = note.dataset.notFor === chosen;
    for (const section of form.querySelectorAll("[data-for]")) {
      const on = section.dataset.for === chosen;
      section.hidden = !on;
      // What is hidden is not sent: a speaker ticked before the editor chose “unknown” must not come along.
      // On whose behalf something was said is known of unnamed speakers too: those fields stay.
      if (section.matches("input")) section.disabled = !on;
      for (const field of section.querySelectorAll("input, select, button")) field.disabled = !on;
    }
    form.dispatchEvent(new Event("attribution"));
  };

  for (const row of form.querySelectorAll(".or-new")) {
    const boxes = [...row.querySelectorAll("[name=new_said], [name=new_behalf]")];
    const fields = row.querySelector(".or-new-fields");
    const open = () => { fields.hidden = !boxes.some((box) => box.checked && !box.disabled) && !row.matches("[data-fault]"); };
    for (const box of boxes) box.addEventListener("change", () => {
      open();
      if (box.checked && !row.querySelector("[name=new_name]").value) row.querySelector("[name=new_name]").focus();
    });
    form.addEventListener("attribution", open);
  }
  for (const radio of attribution) radio.addEventListener("change", show);
  show();

  const list = form.querySelector("[data-chosen]");
  const finder = form.querySelector("[data-speakers]");
  if (!finder) return;
  const take = (item, how) => choose(list, item, named(), say, how);
  const newcomer = new Newcomer(finder, { say, choose: take });
  new Picker(finder, {
    say,
    none: "Nobody found by that name.",
    paint: painted,
    extra: (typed) => (finder.dataset.new ? offers(typed) : []),
    choose: (item) => (item.make ? newcomer.make(item) : take(item)),
  });
}

/** Tick the one found: as the speaker where the speaker is named, else as the one spoken for. */
function choose(list, item, named, say, { made = false } = {}) {
  const field = named ? "speakers" : "on_behalf_of";
  const find = () => list.querySelector(`[name=${field}][value="${CSS.escape(String(item.id))}"]`);
  if (!find()) list.append(row(item, named));
  find().checked = true;
  find().dispatchEvent(new Event("change", { bubbles: true }));
  find().focus();
  say(`${item.name} ${made ? "added, and " : ""}chosen as the ${named ? "speaker" : "one spoken for"}.`);
}

function row(item, named) {
  const said = box("speakers", item.id, false);
  said.dataset.for = "named";
  said.hidden = !named;
  said.disabled = !named;
  const words = document.createElement("span");
  words.append(...known(item));
  const first = document.createElement("label");
  first.append(said, " ", words);
  const second = document.createElement("label");
  second.className = "or-behalf";
  second.append(box("on_behalf_of", item.id, false), " on behalf of");
  const entry = document.createElement("li");
  entry.className = "or-choice";
  entry.append(first, second);
  return entry;
}

function box(name, value, checked) {
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", name, value, checked });
  return input;
}
