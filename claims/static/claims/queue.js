// The queue: a listbox with one tab stop (roving tabindex); the arrows move, Enter or a click selects.

export class Queue {
  /** `choose` is called with the key and address of an item that the person takes. */
  constructor(root, choose) {
    this.root = root;
    this.list = root.querySelector("ol[data-items]");
    this.choose = choose;
    this.list.setAttribute("role", "listbox");
    for (const row of this.rows()) {
      const link = row.querySelector("a");
      row.dataset.href = link.getAttribute("href");
      const words = document.createElement("span");
      words.className = "or-item-box";
      words.append(...link.childNodes);
      link.replaceWith(words); // a listbox holds options, and an option holds no link
      row.setAttribute("role", "option");
      row.id = `item-${row.dataset.item}`;
      row.tabIndex = -1;
    }
    this.point(this.rows().find((row) => row.hasAttribute("aria-current"))?.dataset.item);
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    this.list.addEventListener("keydown", (event) => this.key(event));
  }

  rows() {
    return [...this.list.querySelectorAll("[data-item]")];
  }

  row(key) {
    return this.rows().find((row) => row.dataset.item === key);
  }

  /** Make `key` the selected option, and the one that Tab leads to. */
  point(key) {
    const rows = this.rows();
    const on = this.row(key) ?? rows[0];
    for (const row of rows) {
      row.setAttribute("aria-selected", String(row.dataset.item === key));
      row.removeAttribute("aria-current");
      row.tabIndex = row === on ? 0 : -1;
    }
    if (this.ownColumn) this.row(key)?.scrollIntoView({ block: "nearest" });
  }

  /** Whether the queue scrolls by itself; in one column it lies below the card, which must not be scrolled away for it. */
  get ownColumn() {
    return getComputedStyle(this.root).overflowY === "auto";
  }

  focus(key) {
    this.row(key)?.focus({ preventScroll: !this.ownColumn });
  }

  /** The neighbour of `key` in the queue, `way` 1 on or -1 back; what is outside the queue is passed over. */
  neighbour(key, way) {
    const rows = this.rows().filter((row) => !row.classList.contains("or-aside") || row.dataset.item === key);
    const at = rows.findIndex((row) => row.dataset.item === key);
    return rows[at < 0 ? 0 : at + way]?.dataset.item;
  }

  /** Show from now on that the item looks like `look`. */
  look(key, look) {
    const row = this.row(key);
    if (!row) return;
    row.classList.remove(`s-${row.dataset.look}`);
    row.classList.add(`s-${look}`);
    row.dataset.look = look;
    row.classList.toggle("or-aside", look !== "pending"); // what is decided has left the queue
    row.querySelector("[data-look-word]").textContent = look === "pending" ? "waiting" : look;
    const tick = document.querySelector(`[data-tick="${CSS.escape(key)}"]`);
    if (tick) tick.className = `s-${look}`;
    this.root.querySelector("[data-left]").textContent = this.left();
  }

  left() {
    return this.rows().filter((row) => row.dataset.item.startsWith("r") && row.dataset.look === "pending").length;
  }

  key(event) {
    const row = event.target.closest("[role=option]");
    const rows = this.rows();
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const other = rows[Math.max(0, Math.min(rows.length - 1, to))];
      for (const one of rows) one.tabIndex = one === other ? 0 : -1;
      other.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.take(row);
    }
  }

  take(row) {
    if (row) this.choose(row.dataset.item, row.dataset.href);
  }
}
