// What an editor has typed, kept in this browser until it is decided, for 90 days at most: no ended session, lease or
// window loses it.
const WAIT_MS = 300;
const KEPT_DAYS = 90;
const PREFIX = "on-record.draft.";

export class Drafts {
  constructor(person) {
    this.person = person;
    addEventListener("pagehide", () => this.flush());
    prune();
  }

  name(review) {
    return `${PREFIX}${this.person}.${review}`;
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

/** Let go of what was left lying, whoever typed it: a browser keeps only so much, and a full store keeps nothing new. */
function prune() {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  try {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      if (!(writtenAt(localStorage.getItem(name)) > oldest)) localStorage.removeItem(name);
    }
  } catch {
    // A forbidden store holds nothing.
  }
}

function writtenAt(draft) {
  try {
    return JSON.parse(draft)?.at;
  } catch {
    return undefined; // it is no draft
  }
}
