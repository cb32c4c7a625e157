// What an editor has typed, kept in this browser until it is decided: no ended session, lease or window loses it.
const WAIT_MS = 300;

export class Drafts {
  constructor(person) {
    this.person = person;
  }

  name(review) {
    return `on-record.draft.${this.person}.${review}`;
  }

  /** Keep what is in the form from now on, whenever it changes; `seen` is the record version that it is about. */
  watch(form, review, seen) {
    const keep = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(form, review, seen), WAIT_MS);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
  }

  keep(form, review, seen) {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (name !== "csrfmiddlewaretoken" && typeof value === "string") fields.append(name, value);
    }
    try {
      localStorage.setItem(this.name(review), JSON.stringify({ seen, at: Date.now(), fields: fields.toString() }));
    } catch {
      // A full or forbidden store: the form on the page still holds it.
    }
  }

  /** What is kept for an item: {seen, at, fields}, or null. */
  of(review) {
    try {
      return JSON.parse(localStorage.getItem(this.name(review)));
    } catch {
      return null;
    }
  }

  forget(review) {
    clearTimeout(this.timer);
    localStorage.removeItem(this.name(review));
  }
}
