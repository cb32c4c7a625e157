// The edges of a passage are sliders: what each key does on one, and the words that stand at it.

/** Key, with Shift+ before it where that is held, to the step it makes. */
export const EDGE_KEYS = {
  ArrowLeft: { unit: "character", way: -1 },
  ArrowRight: { unit: "character", way: 1 },
  "Shift+ArrowLeft": { unit: "word", way: -1 },
  "Shift+ArrowRight": { unit: "word", way: 1 },
  ArrowUp: { unit: "word", way: -1 },
  ArrowDown: { unit: "word", way: 1 },
  PageUp: { unit: "sentence", way: -1 },
  PageDown: { unit: "sentence", way: 1 },
  Home: { unit: "paragraph", way: -1 },
  End: { unit: "paragraph", way: 1 },
};
const NEAR = 2; // words

/** The first or last words of a passage. */
export function edgeWords(words, edge) {
  const all = words.trim().split(/\s+/);
  return (edge === "start" ? all.slice(0, NEAR) : all.slice(-NEAR)).join(" ");
}
