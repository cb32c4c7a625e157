// Unfold's frame for those who use it without a mouse or without seeing it. What only a mouse could press becomes a
// button with a name; icons, which a screen reader would read out as words (“dock_to_right”), keep silent; the page
// gets a main part and a way past the menu. Every rule is held by tests/admin/test_axe.py and test_without_a_mouse.py.
const all = (selector) => [...document.querySelectorAll(selector)];
const ICON = ".material-symbols-outlined";
const BACKDROP = "#changelist-filter-close";
const NAMES = {
  sidebarDesktopOpen: "Menu", sidebarMobileOpen: "Menu", openTheme: "Light or dark", showPassword: "Show the password",
  openRelatedWidgetWrapper: "More",
};

function name(element, words) {
  if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", words);
}

function press(element) {
  const does = element.getAttribute("x-on:click");
  element.setAttribute("role", "button");
  element.tabIndex = 0;
  element.addEventListener("keydown", (event) => {
    if (event.target !== element || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    element.click();
  });
  // Alpine sees attributes that are added later, and keeps these in step with what is open and chosen.
  const flag = does.match(/^(\w*open\w*) = /i)?.[1];
  if (flag) element.setAttribute("x-bind:aria-expanded", flag);
  const theme = does.match(/'(light|dark|auto)'/)?.[1];
  if (theme) element.setAttribute("x-bind:aria-pressed", `adminTheme == '${theme}'`);
  const known = Object.keys(NAMES).find((start) => does.startsWith(start));
  if (known) name(element, NAMES[known]);
}

const pressed = all(`[x-on\\:click]:not(a[href], button, input, select, textarea, summary, ${BACKDROP})`);
pressed.forEach(press);
all(ICON).filter((icon) => !pressed.includes(icon)).forEach((icon) => icon.setAttribute("aria-hidden", "true"));
all(`#nav-sidebar a:has(> ${ICON}:only-child)`).forEach((link) => name(link, "First page"));
all("#searchbar-submit").forEach((button) => name(button, "Search"));

// SimpleBar starts after this and gives every scrolled part this name instead of the same one.
for (const [selector, words] of [["#nav-sidebar-apps", "Menu"], ["#changelist-filter [data-simplebar]", "Filters"],
  ["#changelist-form [data-simplebar]", "List"]]) {
  all(selector).forEach((part) => part.setAttribute("data-simplebar-aria-label", words));
}

const main = document.getElementById("main") ?? document.getElementById("page");
main?.setAttribute("role", "main");
if (main && document.getElementById("nav-sidebar")) {
  main.tabIndex = -1;
  const skip = Object.assign(document.createElement("a"), { href: `#${main.id}`, className: "frame-skip" });
  skip.textContent = "Skip to the page";
  document.body.prepend(skip);
}

// The drawer of filters stands behind the whole list: go there when it opens, and back when it closes.
const drawer = document.getElementById("changelist-filter");
const opener = pressed.find((element) => element.getAttribute("x-on:click") === "filterOpen = true");
if (drawer && opener) {
  let asked = false;
  opener.addEventListener("click", () => { asked = true; });
  drawer.addEventListener("keydown", (event) => { if (event.key === "Escape") opener.focus(); });
  // Alpine shows it some frames after the click.
  new MutationObserver(() => {
    if (!asked || !drawer.checkVisibility()) return;
    asked = false;
    drawer.querySelector("a, input")?.focus();
  }).observe(drawer, { attributeFilter: ["style"] });
}

// Django's boxes for choosing several make these signs when the page has loaded, just before this is called.
addEventListener("load", () => all(".search-label-icon").forEach((sign) => sign.setAttribute("role", "img")));
