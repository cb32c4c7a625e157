// Light or dark, as the rest of the admin keeps it in this browser; before the page is drawn, so that it does not flash.
{
  const KEPT = "adminTheme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const wished = () => {
    if (root.dataset.theme) return root.dataset.theme;
    try {
      return JSON.parse(localStorage.getItem(KEPT)) ?? "auto";
    } catch {
      return "auto";
    }
  };
  const show = () => {
    const dark = wished() === "dark" || (wished() === "auto" && system.matches);
    root.classList.toggle("dark", dark);
    root.classList.toggle("light", wished() === "light");
  };
  show();
  system.addEventListener("change", show);
  addEventListener("storage", (event) => event.key === KEPT && show()); // chosen in another window
  addEventListener("keydown", (event) => {
    if (root.dataset.theme || event.key !== "e" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault(); // the admin's own key for it
    localStorage.setItem(KEPT, JSON.stringify(wished() === "light" ? "dark" : "light"));
    show();
  });
}
