// What stands around the card: the choice of the queue, undo, the help, links to be copied, the small buttons.
import { act, mark, neighbour } from "./acts.js";
import { send } from "./net.js";
import { say } from "./say.js";

export function bar(desk) {
  queueChoice();
  const box = document.querySelector("[data-help-box]");
  document.querySelector("[data-help]").addEventListener("click", (event) => {
    event.preventDefault();
    box.showModal();
  });
  box.querySelector("[data-close]").addEventListener("click", () => box.close());
  box.querySelector("[data-keys-on]").addEventListener("change", (event) => {
    desk.keys.turn(event.target.checked);
    const url = document.querySelector("[data-help]").href;
    send(url, { action: "switch", ...(event.target.checked ? { keys_on: "yes" } : {}) }).then((answer) => {
      if (!answer.ok) desk.fail(answer.message, answer.where);
    });
  });
  const undo = document.querySelector(".or-bar [data-act=undo]");
  undo.addEventListener("click", (event) => {
    event.preventDefault();
    window.htmx.ajax("POST", desk.frame.dataset.undo, { swap: "none", target: "body", values: { queue: desk.queueName } }).catch(() => {});
  });
  document.querySelector("[data-mark]")?.addEventListener("click", (event) => {
    event.preventDefault();
    mark(desk);
  });
  for (const [selector, way] of [["[data-act=next]", 1], ["[data-act=previous]", -1]]) {
    document.addEventListener("click", (event) => event.target.closest(selector) && neighbour(desk, way));
  }
  document.addEventListener("click", (event) => {
    const link_ = event.target.closest("[data-copy]");
    if (!link_ || event.ctrlKey || event.metaKey || !navigator.clipboard) return;
    event.preventDefault();
    const { content } = desk.parts ?? {};
    const href = link_.matches("[data-passage]") && content ? link_.href.replace(/#.*/, `#char=${content.start},${content.end}`) : link_.href;
    navigator.clipboard.writeText(href).then(() => say("The link is copied."), () => location.assign(href));
  });
  document.addEventListener("click", (event) => {
    const grow = event.target.closest("[data-step]");
    if (grow) act(desk, grow.dataset.step);
    if (event.target.closest("[data-add]")) act(desk, "add");
  });
}

/** The mouse chooses a queue at once; the keys go through the list one by one, and “Go” ends that. */
function queueChoice() {
  const choice = document.querySelector("[data-queue-choice]");
  let byKey = false;
  choice.addEventListener("pointerdown", () => { byKey = false; });
  choice.addEventListener("keydown", (event) => { byKey = event.key !== "Tab"; });
  choice.addEventListener("change", () => {
    if (byKey) choice.form.querySelector("button").classList.remove("or-nojs");
    else choice.form.submit();
  });
}
