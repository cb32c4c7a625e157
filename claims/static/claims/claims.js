// The claim on the card: found by its words, or written anew.
import { Picker } from "./picker.js";

export function claim(form, say) {
  const finder = form.querySelector("[data-claims]");
  if (!finder) return;
  const number = form.querySelector("[data-claim-number]");
  const picked = form.querySelector("[data-claim-picked]");
  new Picker(finder, {
    say,
    none: "No claim found by these words.",
    choose: (item) => {
      number.value = item.id;
      picked.textContent = item.name;
      number.dispatchEvent(new Event("change", { bubbles: true }));
      say(`Will be linked to: ${item.name}`);
      number.focus();
    },
  });
}
