// Telling the person on the card: what went wrong, or what can be done; one thing at a time.

/** Tell what went wrong, with a way out where there is one. */
export function alertOn(card, message, where) {
  strip(card, "or-error", "alert", message, where ? [link(where)] : []);
}

/** Tell something with a button that goes on from it. */
export function noteOn(card, message, label, then) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "or-button or-small", textContent: label });
  button.addEventListener("click", () => {
    button.closest(".or-told").remove();
    then();
  });
  strip(card, "or-theirs", "status", message, [button]);
}

function strip(card, style, role, message, more) {
  card.querySelector(".or-told")?.remove();
  const box = document.createElement("div");
  box.className = `or-told ${style}`;
  box.setAttribute("role", role);
  box.append(message, ...more.flatMap((one) => [" ", one]));
  card.prepend(box);
}

function link(where) {
  return Object.assign(document.createElement("a"), { href: where, target: "_blank", rel: "noopener", textContent: "Open" });
}
