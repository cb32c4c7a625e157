// The card ends where the window ends, whatever stands above it: its buttons never fall below the fold.
const GAP = 12;
const LEAST = 280;

export function fit(card) {
  const measure = () => {
    const room = innerHeight - Math.max(card.getBoundingClientRect().top, GAP) - GAP;
    card.style.setProperty("--or-room", `${Math.max(room, LEAST)}px`);
  };
  // What scrolls may be the window or a frame around the page; the card's own scrolling changes nothing.
  document.addEventListener("scroll", (event) => event.target !== card && measure(), { capture: true, passive: true });
  addEventListener("resize", measure);
  // The strip above may come, go or wrap.
  new ResizeObserver(measure).observe(document.body);
  measure();
}
