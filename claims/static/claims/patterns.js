// Fills that are told apart without colour: a tile of lines or dots for each, as sharp as the screen.
const SIZE = 8; // pixels of the page
const STROKES = {
  plain: [],
  stripes: [[-2, 2, 2, -2], [-2, 10, 10, -2], [6, 10, 10, 6]],
  back: [[-2, 6, 2, 10], [-2, -2, 10, 10], [6, -2, 10, 2]],
  rows: [[0, 2, 8, 2], [0, 6, 8, 6]],
  columns: [[2, 0, 2, 8], [6, 0, 6, 8]],
  cross: [[-2, 2, 2, -2], [-2, 10, 10, -2], [6, 10, 10, 6], [-2, 6, 2, 10], [-2, -2, 10, 10], [6, -2, 10, 2]],
};

/** A fill for a canvas: strokes of `colour` over a ground of it, as faint as `ground` says (0 to 1). */
export function pattern(kind, colour, ground = 0.2) {
  const scale = window.devicePixelRatio || 1;
  const tile = Object.assign(document.createElement("canvas"), { width: SIZE * scale, height: SIZE * scale });
  const brush = tile.getContext("2d");
  brush.scale(tile.width / SIZE, tile.height / SIZE);
  brush.fillStyle = brush.strokeStyle = colour;
  brush.globalAlpha = ground;
  brush.fillRect(0, 0, SIZE, SIZE);
  brush.globalAlpha = 1;
  brush.lineWidth = 1.6;
  for (const [x, y, toX, toY] of STROKES[kind] ?? []) {
    brush.beginPath();
    brush.moveTo(x, y);
    brush.lineTo(toX, toY);
    brush.stroke();
  }
  if (kind === "dots") {
    for (const [x, y] of [[2, 2], [6, 6]]) {
      brush.beginPath();
      brush.arc(x, y, 1.4, 0, 2 * Math.PI);
      brush.fill();
    }
  }
  const made = brush.createPattern(tile, "repeat");
  made.setTransform(new DOMMatrix().scale(SIZE / tile.width, SIZE / tile.height));
  return made;
}

/** The colours of the style sheet, as the page has them now. */
export function colours(place) {
  const style = getComputedStyle(place);
  return new Proxy({}, { get: (_, name) => style.getPropertyValue(`--or-${name}`).trim() });
}
