import type { Place, Stroke } from "./digit-strokes.ts";

/**
 * How much of each pixel the pen has covered, 0 to 1, size × size in row-major order.
 *
 * The pen is round. A pixel's ink is ½ + width / 2 − d, cut to 0 … 1, where d is the distance in pixels from its middle to the nearest line:
 * edges are one pixel soft. Strokes are in pixels.
 */
export function drawStrokes(strokes: readonly Stroke[], size: number, width: number): Float64Array {
  /** Squares of distances. */
  const nearest = new Float64Array(size * size).fill(Infinity);
  for (const stroke of strokes) {
    const points = smooth(stroke);
    for (let i = 1; i < points.length; i++) measure(nearest, size, points[i - 1]!, points[i]!, width / 2 + 1);
  }
  return nearest.map((square) => Math.min(1, Math.max(0, 0.5 + width / 2 - Math.sqrt(square))));
}

/** Lowers the distances of the pixels within `reach` of the line from a to b; the others get no ink from it. */
function measure(nearest: Float64Array, size: number, a: Place, b: Place, reach: number): void {
  const [ax, ay, dx, dy] = [a[0], a[1], b[0] - a[0], b[1] - a[1]];
  const length2 = Math.max(dx * dx + dy * dy, Number.MIN_VALUE);
  const first = (p: number, q: number) => Math.max(0, Math.floor(Math.min(p, q) - reach));
  const last = (p: number, q: number) => Math.min(size - 1, Math.ceil(Math.max(p, q) + reach));
  const [left, right, bottom] = [first(ax, b[0]), last(ax, b[0]), last(ay, b[1])];
  for (let row = first(ay, b[1]); row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [x, y] = [column + 0.5 - ax, row + 0.5 - ay];
      const t = Math.min(1, Math.max(0, (x * dx + y * dy) / length2));
      const square = (x - t * dx) ** 2 + (y - t * dy) ** 2;
      const at = row * size + column;
      if (square < nearest[at]!) nearest[at] = square;
    }
  }
}

const pieces = 5;

/** A Catmull–Rom curve through the places, as short lines. */
function smooth(stroke: Stroke): Place[] {
  if (stroke.length < 3) return [...stroke];
  const points: Place[] = [stroke[0]!];
  for (let i = 1; i < stroke.length; i++) {
    const [b, c] = [stroke[i - 1]!, stroke[i]!];
    const [a, d] = [stroke[i - 2] ?? b, stroke[i + 1] ?? c];
    for (let k = 1; k <= pieces; k++) points.push(onCurve(a, b, c, d, k / pieces));
  }
  return points;
}

function onCurve(a: Place, b: Place, c: Place, d: Place, t: number): Place {
  const mix = (i: 0 | 1) =>
    b[i] +
    0.5 *
      t *
      (c[i] - a[i] + t * (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i] + t * (3 * (b[i] - c[i]) + d[i] - a[i])));
  return [mix(0), mix(1)];
}
