/** A rectangle of the picture, in pixels, y downwards. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface Point {
  x: number;
  y: number;
  /** Of its label, in pixels. */
  width: number;
}

/** Pixels above and below the line on which letters stand. */
const [above, below] = [10, 3];
/** From the middle of a point to its label. */
const [aside, apart] = [9, 7];

/**
 * Where the label of a point is written: beside it, right and above if that is free, otherwise in another corner that lies
 * inside and covers no label of `taken`. Answers the box; its letters stand on `bottom - 3`.
 */
export function labelBox(point: Point, inside: Box, taken: readonly Box[]): Box {
  const corners = [boxAt(point, 1, -1), boxAt(point, 1, 1), boxAt(point, -1, -1), boxAt(point, -1, 1)];
  const within = corners.filter((box) => isWithin(box, inside));
  const free = within.find((box) => !taken.some((other) => overlap(box, other)));
  return free ?? within[0] ?? corners[0]!;
}

function boxAt({ x, y, width }: Point, right: 1 | -1, down: 1 | -1): Box {
  const left = right === 1 ? x + aside : x - aside - width;
  const line = down === -1 ? y - apart : y + apart + above - below;
  return { left, top: line - above, right: left + width, bottom: line + below };
}

function isWithin(box: Box, { left, top, right, bottom }: Box): boolean {
  return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
