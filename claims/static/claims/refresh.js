// Looks again at what is being worked on, until it is finished.
const EVERY_MS = 2000;

async function look() {
  const part = document.querySelector("[data-unfinished]");
  if (!part) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
      if (fresh) part.replaceWith(fresh);
    }
  } catch {
    // The server may be starting again; the next look will tell.
  }
  setTimeout(look, EVERY_MS);
}
setTimeout(look, EVERY_MS);
