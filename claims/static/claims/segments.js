// Where the edge of a passage may stand: between characters as people see them, at words, at sentences.
// Offsets are code points from the start of the paragraph's text.
import { length } from "./codepoints.js";

const segmenters = new Map();

function segmenter(granularity) {
  if (!segmenters.has(granularity)) segmenters.set(granularity, new Intl.Segmenter(undefined, { granularity }));
  return segmenters.get(granularity);
}

/** The places in `text` at which the `edge` ("start" or "end") may stand, going by `unit`, in order. */
export function places(text, unit, edge) {
  const found = [];
  let place = 0;
  for (const { segment, isWordLike } of segmenter(unit === "character" ? "grapheme" : unit).segment(text)) {
    const end = place + length(segment);
    if (unit === "character") found.push(edge === "start" ? place : end);
    else if (unit === "sentence" || isWordLike) {
      const blank = length(segment) - length(segment.trimEnd());
      found.push(edge === "start" ? place : end - blank);
    }
    place = end;
  }
  return found;
}
