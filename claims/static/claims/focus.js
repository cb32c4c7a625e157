// What was refused is told at the top of the page, and the focus goes there: whoever reads or listens begins with it.
document.querySelector("[data-focus]")?.focus();
