// Offsets are Unicode code points everywhere in the tracker; a string of the browser counts UTF-16 units.

/** How many code points `text` holds. */
export function length(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The code points before unit `units` of `text`; a unit in the midst of a pair counts as after the pair. */
export function pointsBefore(text, units) {
  const code = text.charCodeAt(units);
  const midst = units > 0 && code >= 0xdc00 && code <= 0xdfff && isHigh(text.charCodeAt(units - 1));
  return length(text.slice(0, midst ? units + 1 : units));
}

/** The slice [start, end) of `text`, counted in code points. */
export function slice(text, start, end) {
  const from = unitsBefore(text, start);
  return text.slice(from, unitsBefore(text, end));
}

function unitsBefore(text, points) {
  let units = 0;
  for (let left = points; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

function isHigh(code) {
  return code >= 0xd800 && code <= 0xdbff;
}
