// A typeahead over what the server finds: a combobox with a listbox, worked by keyboard or mouse.
const WAIT_MS = 150;

export class Picker {
  /** `choose` is called with the item ({id, name, detail}) that the person takes. */
  constructor(root, { choose, say }) {
    this.url = root.dataset.url;
    this.input = root.querySelector("input");
    this.list = root.querySelector("[role=listbox]");
    this.choose = choose;
    this.say = say;
    this.items = [];
    this.active = -1;
    this.asked = 0;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.place));
    });
  }

  async ask() {
    const query = this.input.value.trim();
    if (!query) {
      this.close();
      return;
    }
    this.asked += 1;
    const mine = this.asked;
    let found;
    try {
      const answer = await fetch(`${this.url}?q=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } });
      found = answer.ok ? (await answer.json()).results : null;
    } catch {
      found = null;
    }
    if (mine !== this.asked) return; // An answer to what was typed before.
    if (found === null) {
      this.say("The search did not answer. Try again.");
      return;
    }
    this.items = found;
    this.active = found.length > 0 ? 0 : -1;
    this.show();
    this.say(found.length === 0 ? "Nobody found by that name." : `${found.length} found.`);
  }

  show() {
    this.list.replaceChildren(
      ...this.items.map((item, place) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", String(place === this.active));
        option.dataset.place = place;
        const name = document.createElement("b");
        name.dir = "auto";
        name.textContent = item.name;
        const detail = document.createElement("small");
        detail.dir = "auto";
        detail.textContent = item.detail;
        option.append(name, detail);
        return option;
      }),
    );
    if (this.items.length === 0) {
      const none = document.createElement("li");
      none.className = "or-quiet";
      none.textContent = "Nobody found by that name.";
      this.list.append(none);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point();
  }

  point() {
    for (const option of this.list.querySelectorAll("[role=option]")) {
      const on = Number(option.dataset.place) === this.active;
      option.setAttribute("aria-selected", String(on));
      if (on) option.scrollIntoView({ block: "nearest" });
    }
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Enter") {
      event.preventDefault(); // Enter must never press “Accept” from here.
      if (!this.list.hidden && this.active >= 0) this.take(this.active);
      else this.ask();
    } else if (event.key === "Escape") this.close();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.items.length > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = (this.active + step + this.items.length) % this.items.length;
      this.point();
    }
  }

  take(place) {
    this.choose(this.items[place]);
    this.input.value = "";
    this.items = [];
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
