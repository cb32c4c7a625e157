// One-letter keys, each standing on its button; off in fields, and off altogether where the person says so.

export class Keys {
  /** `map` is {on, keys: {action: key}}; `act` is called with the action and tells whether it did anything. */
  constructor(map, act) {
    this.on = map.on;
    this.keys = map.keys;
    this.act = act;
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.show();
  }

  pressed(event) {
    const graph = event.getModifierState("AltGraph"); // brackets stand on it on many keyboards
    if (!this.on || event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.metaKey || (!graph && (event.ctrlKey || event.altKey))) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const action = Object.keys(this.keys).find((name) => this.keys[name] === event.key);
    // A figure is a reason first, while the reasons are shown, whatever else the person lets it do.
    const done = (/^\d$/.test(event.key) && this.act("number", event.key)) || (action && this.act(action));
    if (done) event.preventDefault();
  }

  turn(on) {
    this.on = on;
    this.show();
  }

  /** Write each key on its button, within `root`. */
  show(root = document) {
    document.documentElement.classList.toggle("or-keys-off", !this.on);
    for (const element of root.querySelectorAll("[data-act]")) {
      const key = this.keys[element.dataset.act];
      const where = element.matches("input") ? element.closest("label, .or-find")?.querySelector("b, label") : element;
      if (!key || !where) continue;
      if (this.on) element.setAttribute("aria-keyshortcuts", key);
      else element.removeAttribute("aria-keyshortcuts");
      if (where.querySelector("kbd")) continue;
      const cap = document.createElement("kbd");
      cap.textContent = key;
      cap.setAttribute("aria-hidden", "true");
      where.append(cap);
    }
  }
}
