// A speaker whom the picker did not find, made on the spot: at once, or described first where the name is on file.
import { known } from "./known.js";
import { post } from "./net.js";
import { about } from "./picker.js";

const KINDS = { person: "as a new speaker", organisation: "as a new organisation" };

/** What the picker offers beside those found: to add whom it did not find. */
export function offers(typed) {
  const name = typed.replace(/\s+/g, " ");
  return Object.entries(KINDS).map(([kind, words]) => ({ make: true, name, kind, words }));
}

/** The nodes of an option: somebody on file, or the offer to add them. */
export function painted(item) {
  if (!item.make) return known(item);
  const name = Object.assign(document.createElement("b"), { dir: "auto", textContent: item.name });
  return ["Add ", name, ` ${item.words}`];
}

export class Newcomer {
  /** `finder` is the picker's element; `choose` is called with the speaker who was made, or the namesake taken. */
  constructor(finder, { choose, say }) {
    this.finder = finder;
    this.input = finder.querySelector("input");
    this.choose = choose;
    this.say = say;
    this.panel = null;
  }

  /** Make a speaker; `more` tells what sets them apart from their namesakes. */
  async make({ name, kind }, more = {}) {
    const answer = await post(this.finder.dataset.new, { name, kind, ...about(this.finder), ...more });
    if (answer.status === 201) {
      this.close();
      this.choose(answer.data, { made: true });
    } else if (answer.status === 409 && answer.data?.namesakes) this.show({ name, kind }, answer.data);
    else if (this.panel) this.refuse(answer.message);
    else {
      this.input.value = name;
      this.input.focus();
      this.say(answer.message);
    }
  }

  /** Show who bears the name already, and ask what tells the new one apart. */
  show(item, { message, namesakes }) {
    this.close();
    this.panel = document.createElement("div");
    this.panel.className = "or-theirs or-namesakes";
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", "Someone of this name is on file");
    const warning = Object.assign(document.createElement("p"), { id: "namesake-warning", className: "or-warn", textContent: message });
    const list = Object.assign(document.createElement("ul"), { className: "or-plain" });
    list.append(...namesakes.map((one) => this.namesake(one)));
    const label = Object.assign(document.createElement("label"), { textContent: `What tells the new ${item.name} apart: role, place or years ` });
    this.described = Object.assign(document.createElement("input"), { className: "or-input", maxLength: 300, dir: "auto", autocomplete: "off" });
    this.described.setAttribute("aria-describedby", warning.id);
    label.append(this.described);
    this.wrong = document.createElement("p");
    this.wrong.setAttribute("role", "alert");
    const add = button("Add as someone else", () => this.add(item));
    const leave = button("Leave it", () => this.close({ back: true }));
    const actions = Object.assign(document.createElement("div"), { className: "or-actions" });
    actions.append(add, leave);
    this.panel.append(warning, list, label, this.wrong, actions);
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close({ back: true });
      else if (event.key === "Enter" && event.target === this.described && !event.isComposing) {
        event.preventDefault(); // Enter must never press “Accept” from here.
        this.add(item);
      }
    });
    this.finder.append(this.panel);
    this.described.focus();
    this.say(message, { show: false });
  }

  namesake(one) {
    const row = document.createElement("li");
    const take = button("Choose", () => {
      this.close();
      this.choose(one);
    });
    take.setAttribute("aria-label", `Choose ${[one.name, one.position || one.description].filter(Boolean).join(", ")}`);
    row.append(take, " ", ...known(one));
    return row;
  }

  add(item) {
    const description = this.described.value.trim();
    if (description) this.make(item, { description, namesake: "yes" });
    else this.refuse("Describe them first, by role, place or years: the name alone does not tell the two apart.");
  }

  refuse(message) {
    this.wrong.textContent = message;
    this.described.focus();
  }

  close({ back = false } = {}) {
    this.panel?.remove();
    this.panel = null;
    if (back) this.input.focus();
  }
}

function button(words, then) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "or-button or-small", textContent: words });
  made.addEventListener("click", then);
  return made;
}
