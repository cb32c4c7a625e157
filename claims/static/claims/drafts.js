// What an editor has typed, kept in this browser until it is decided: no ended session, lease or window loses it.
const WAIT_MS = 300;

export class Drafts {
  constructor(person) {
    this.person = person;
    addEventListener("pagehide", () => this.flush());
  }

  name(review) {
    return `on-record.draft.${this.person}.${review}`;
  }

  /** Keep what is in the form from now on, whenever it changes; `seen` is the record version that it is about. */
  watch(form, review, seen) {
    this.flush();
    const keep = () => {
      clearTimeout(this.timer);
      this.waiting = () => this.keep(form, review, seen);
      this.timer = setTimeout(() => this.flush(), WAIT_MS);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
  }

  /** Keep at once what was typed last: the page goes, or another form comes. */
  flush() {
    clearTimeout(this.timer);
    this.waiting?.();
    this.waiting = null;
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

  /** What is kept for an item: {seen, at, fields}, or null where nothing is, or nothing that a form has sent. */
  of(review) {
    try {
      const kept = JSON.parse(localStorage.getItem(this.name(review)));
      const sound = typeof kept?.seen === "string" && Number.isFinite(kept.at) && typeof kept.fields === "string";
      return sound && new URLSearchParams(kept.fields).has("expected_version") ? kept : null;
    } catch {
      return null;
    }
  }

  forget(review) {
    clearTimeout(this.timer);
    this.waiting = null;
    try {
      localStorage.removeItem(this.name(review));
    } catch {
      // A forbidden store holds nothing.
    }
  }
}
