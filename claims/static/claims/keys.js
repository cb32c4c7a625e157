// One-letter keys, each standing on its button; off in fields, and off altogether where the person says so.
const STORE = "on-record.keys";

export function keys(root, toggle) {
  let on = localStorage.getItem(STORE) !== "off";
  const show = () => {
    toggle.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("or-keys-off", !on);
  };
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    on = !on;
    localStorage.setItem(STORE, on ? "on" : "off");
    show();
  });
  show();
  document.addEventListener("keydown", (event) => {
    if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const pressed = root.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches("summary")) {
      pressed.parentElement.open = true;
      pressed.parentElement.querySelector("input")?.focus();
    } else pressed.click();
  });
}
