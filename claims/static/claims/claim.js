// The page of a claim: finds a quotation by its words or its speaker.
import { Picker } from "./picker.js";

const live = document.querySelector("[data-live]");
const finder = document.querySelector("[data-picker]");
if (finder) {
  new Picker(finder, {
    say: (words) => { live.textContent = words; },
    none: "No quotation found by these words.",
    choose: (item) => {
      document.querySelector("[data-quote]").value = item.id;
      document.querySelector("[data-picked]").textContent = `${item.name} ${item.detail}`;
    },
  });
}
