// A small bar beside selected words of the article: what to make of them.

const TOOLS = [
  ["use", "content"], ["use", "cue"], ["use", "mention", "speaker"], ["add", "", "add a part"],
  ["new", "", "new quotation"], ["comment", "", "comment"],
];

export class SelectTools {
  /** `article` gives the article that is on the page now; `act` does what a button says. */
  constructor(article, act) {
    this.article = article;
    this.bar = document.createElement("div");
    this.bar.className = "or or-select";
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", "The selected words");
    this.bar.hidden = true;
    for (const [action, use, word] of TOOLS) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: word ?? use });
      if (use) button.dataset.use = use;
      button.dataset.does = action;
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        act(action, button);
        this.hide();
      });
      this.bar.append(button);
    }
    (document.querySelector(".or") ?? document.body).append(this.bar);
    document.addEventListener("mouseup", () => setTimeout(() => this.show()));
    document.addEventListener("selectionchange", () => document.getSelection().isCollapsed && this.hide());
  }

  show() {
    const selected = document.getSelection();
    if (selected.isCollapsed || !this.article()?.root.contains(selected.anchorNode) || !this.article().selection()) {
      this.hide();
      return;
    }
    const form = document.querySelector("form[data-desk] [data-parts]");
    const mark = document.querySelector("[data-mark]");
    for (const button of this.bar.children) {
      button.hidden = ["use", "add"].includes(button.dataset.does) ? !form : button.dataset.does === "new" ? !mark : !document.querySelector("[data-comments]");
    }
    if ([...this.bar.children].every((button) => button.hidden)) return;
    const { left, bottom } = selected.getRangeAt(0).getBoundingClientRect();
    this.bar.hidden = false;
    this.bar.style.left = `${Math.max(8, Math.min(left, innerWidth - this.bar.offsetWidth - 8))}px`;
    this.bar.style.top = `${Math.min(bottom + 6, innerHeight - 44)}px`;
  }

  hide() {
    this.bar.hidden = true;
  }
}
