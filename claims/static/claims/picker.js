// A typeahead over what the server finds: a combobox with a listbox, worked by keyboard or mouse.
const WAIT_MS = 150;

/** What the finder tells the server of its page: the article's day, and whether a decided item is read blind there. */
export function about({ dataset: { on, blind } }) {
  return { ...(on ? { on } : {}), ...(blind ? { blind } : {}) };
}

export class Picker {
  /**
   * `choose` is called with the item that the person takes. `paint` gives the nodes of an item's option; `extra` gives
   * items to be offered after those found, for what was typed; `none` is said where nothing was found.
   */
  constructor(root, { choose, say, paint = plain, extra = () => [], none = "Nothing found." }) {
    Object.assign(this, { choose, say, paint, extra, none });
    this.url = root.dataset.url;
    this.about = about(root);
    this.input = root.querySelector("input");
    this.list = root.querySelector("[role=listbox]");
    this.items = [];
    this.active = -1;
    this.asked = 0;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => {
      if (document.activeElement !== this.input) this.close(); // who is back already goes on
    }, 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.place));
    });
  }

  async ask() {
    clearTimeout(this.timer);
    const typed = this.input.value.trim();
    this.asked += 1;
    if (!typed) {
      this.close();
      return;
    }
    const mine = this.asked;
    let found;
    try {
      const query = new URLSearchParams({ q: typed, ...this.about });
      const answer = await fetch(`${this.url}?${query}`, { headers: { Accept: "application/json" } });
      found = answer.ok ? (await answer.json()).results : null;
    } catch {
      found = null;
    }
    if (mine !== this.asked) return; // An answer to what was typed before.
    if (found === null) {
      this.say("The search did not answer. Try again.");
      return;
    }
    this.items = [...found, ...this.extra(typed)];
    this.active = this.items.length > 0 ? 0 : -1;
    this.show(found.length);
    const words = found.length === 0 ? this.none : `${found.length} found.`;
    this.say(found.length === 0 && this.active === 0 ? `${words} ${this.option(0).textContent}: Enter.` : words);
  }

  show(found) {
    const options = this.items.map((item, place) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("role", "option");
      option.dataset.place = place;
      option.append(...this.paint(item));
      return option;
    });
    if (found === 0) {
      const none = document.createElement("li");
      none.className = "or-quiet";
      none.setAttribute("role", "presentation");
      none.textContent = this.none;
      options.unshift(none);
    }
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point();
  }

  option(place) {
    return document.getElementById(`${this.list.id}-${place}`);
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
    if (event.isComposing) return; // Enter ends the composing of a word
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
    const item = this.items[place];
    this.asked += 1; // what is still asked for is not wanted any more
    clearTimeout(this.timer);
    this.input.value = "";
    this.close();
    this.choose(item);
  }

  close() {
    this.items = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function plain(item) {
  const name = Object.assign(document.createElement("b"), { dir: "auto", textContent: item.name });
  const detail = Object.assign(document.createElement("small"), { dir: "auto", textContent: item.detail });
  return [name, detail];
}
