// Says how many of the listed candidates are still ticked.
const form = document.querySelector("[data-bulk]");
const live = document.querySelector("[data-live]");

form.addEventListener("change", (event) => {
  if (event.target.name !== "item") return;
  live.textContent = `${form.querySelectorAll("[name=item]:checked").length} ticked.`;
});
