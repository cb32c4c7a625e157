// Whose words: shows the fields that the attribution needs, and puts a speaker who was looked up on the list.
import { Picker } from "./picker.js";

export function speakers(form, say) {
  const attribution = [...form.querySelectorAll("[name=attribution]")];
  const sections = [...form.querySelectorAll("[data-for]")];
  const show = () => {
    const chosen = attribution.find((radio) => radio.checked)?.value ?? "named";
    for (const section of sections) {
      const on = section.dataset.for === chosen;
      section.hidden = !on;
      // What is hidden is not sent: a speaker ticked before the editor chose “unknown” must not come along.
      for (const field of section.querySelectorAll("input, select, button")) field.disabled = !on;
    }
  };
  for (const radio of attribution) radio.addEventListener("change", show);
  show();

  for (const row of form.querySelectorAll(".or-new")) {
    const boxes = [...row.querySelectorAll("[name=new_said], [name=new_behalf]")];
    const fields = row.querySelector(".or-new-fields");
    const open = () => { fields.hidden = !boxes.some((box) => box.checked) && !row.matches("[data-fault]"); };
    for (const box of boxes) box.addEventListener("change", () => {
      open();
      if (boxes[0].checked && !row.querySelector("[name=new_name]").value) row.querySelector("[name=new_name]").focus();
    });
    open();
  }

  const list = form.querySelector("[data-chosen]");
  const finder = form.querySelector("[data-picker]");
  if (finder) new Picker(finder, { say, choose: (item) => choose(list, item, say) });
}

function choose(list, item, say) {
  const held = list.querySelector(`[name=speakers][value="${CSS.escape(String(item.id))}"]`);
  if (held) {
    held.checked = true;
    held.focus();
  } else list.append(row(item));
  say(`${item.name} chosen as the speaker.`);
}

function row(item) {
  const said = box("speakers", item.id, true);
  const name = document.createElement("b");
  name.dir = "auto";
  name.textContent = item.name;
  const detail = document.createElement("small");
  detail.textContent = item.detail;
  const words = document.createElement("span");
  words.append(name, " ", detail);
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
