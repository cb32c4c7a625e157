// The table of passages: kept in the order of the text, with the words of the article beside the numbers.
const ORDER = ["content", "cue", "mention", "relayer", "date", "occasion"];

export class Parts {
  constructor(form, article, say) {
    this.list = form.querySelector("[data-parts]");
    this.template = form.querySelector("[data-part-template]");
    this.article = article;
    this.say = say;
    this.made = 0;
    for (const row of this.rows()) row.querySelector("[data-words]").readOnly = true;
    this.list.addEventListener("input", (event) => this.changed(event.target));
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove]");
      if (button) this.remove(button.closest("[data-part]"));
    });
    for (const button of form.querySelectorAll("[data-use]")) {
      // The selection would be lost if the button took the focus.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.use(button.dataset.use, button.textContent.trim()));
    }
    this.draw();
  }

  rows() {
    return [...this.list.querySelectorAll("[data-part]")];
  }

  /** Make the selected words a passage of `role`; it takes the place of those of that role that it overlaps. */
  use(role, word) {
    const span = this.article.selection();
    if (!span) {
      this.say("Select words in the article first.");
      return;
    }
    for (const row of this.rows()) {
      const { start, end } = read(row);
      if (read(row).role === role && start < span.end && span.start < end) row.remove();
    }
    const row = this.template.content.firstElementChild.cloneNode(true);
    this.made += 1;
    for (const element of row.querySelectorAll("[id]")) element.id = element.id.replace("new", `new-${this.made}`);
    for (const label of row.querySelectorAll("label")) label.htmlFor = label.htmlFor.replace("new", `new-${this.made}`);
    row.querySelector("[data-role]").value = role;
    row.querySelector("[data-from]").value = span.start;
    row.querySelector("[data-to]").value = span.end;
    row.querySelector("[data-words]").readOnly = true;
    this.list.append(row);
    this.fill(row);
    this.draw();
    document.getSelection().removeAllRanges();
    this.say(`Marked as ${word}: ${row.querySelector("[data-words]").value}`);
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.draw();
    (next?.querySelector("[data-remove]") ?? document.querySelector("[data-use]")).focus();
    this.say("Passage removed.");
  }

  changed(field) {
    const row = field.closest("[data-part]");
    if (!field.matches("[data-words]")) this.fill(row);
    this.draw(field.matches("[data-role]"));
  }

  fill(row) {
    const { start, end, role } = read(row);
    row.querySelector("[data-words]").value = this.article.words(start, end) ?? "";
    row.className = `or-part m-row-${role}`;
  }

  draw(sorted = true) {
    const focused = document.activeElement;
    if (sorted) {
      const rows = this.rows().sort((a, b) => rank(a) - rank(b) || read(a).start - read(b).start);
      this.list.append(...rows);
      if (this.list.contains(focused)) focused.focus();
    }
    const marks = this.rows().map(read).filter((part) => part.start < part.end);
    this.article.draw(marks);
  }
}

function rank(row) {
  return ORDER.indexOf(read(row).role);
}

function read(row) {
  const whole = (selector) => {
    const text = row.querySelector(selector).value.trim();
    return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  };
  return { role: row.querySelector("[data-role]").value, start: whole("[data-from]"), end: whole("[data-to]") };
}
