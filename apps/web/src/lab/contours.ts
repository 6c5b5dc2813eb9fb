/** A piece of a contour line, in cells: x along the columns, y along the rows. */
export type Piece = [x0: number, y0: number, x1: number, y1: number];

/**
 * Where a sampled function has the value `level`: marching squares over the cells' centres, with linear interpolation
 * along their edges. A square with an infinite or missing corner gives nothing.
 */
export function contour(values: readonly number[], rows: number, cols: number, level: number): Piece[] {
  const pieces: Piece[] = [];
  for (let r = 0; r + 1 < rows; r++) {
    for (let c = 0; c + 1 < cols; c++) {
      const a = values[r * cols + c]! - level;
      const b = values[r * cols + c + 1]! - level;
      const d = values[(r + 1) * cols + c]! - level;
      const e = values[(r + 1) * cols + c + 1]! - level;
      if (!Number.isFinite(a + b + d + e)) continue;
      const crossings: [number, number][] = [];
      if (a < 0 !== b < 0) crossings.push([c + a / (a - b), r]);
      if (b < 0 !== e < 0) crossings.push([c + 1, r + b / (b - e)]);
      if (d < 0 !== e < 0) crossings.push([c + d / (d - e), r + 1]);
      if (a < 0 !== d < 0) crossings.push([c, r + a / (a - d)]);
      if (crossings.length === 2) pieces.push([...crossings[0]!, ...crossings[1]!]);
      // A saddle: the sign of the middle says which two corners are joined.
      if (crossings.length === 4) {
        const joined = a + b + d + e < 0 === a < 0;
        const [south, east, north, west] = crossings as [Two, Two, Two, Two];
        pieces.push(joined ? [...south, ...east] : [...south, ...west]);
        pieces.push(joined ? [...north, ...west] : [...north, ...east]);
      }
    }
  }
  return pieces;
}

type Two = [number, number];

/** Levels with equally many cells between them, so that a steep wall does not take them all. */
export function levels(values: readonly number[], count: number): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const found = new Set<number>();
  for (let i = 1; i <= count; i++) found.add(sorted[Math.floor((i * sorted.length) / (count + 1))]!);
  return [...found].filter((level) => level > sorted[0]! && level < sorted.at(-1)!);
}
