// Every pixel that equals the maximum takes the whole gradient.
export type Matrix = number[][];

export interface Settings {
  /** M, the side of the window. */
  size: number;
  /** S, how far apart two neighbouring windows begin. */
  stride: number;
  /** P, pixels of −∞ on each side, at most M/2. */
  padding: number;
}

/** y_ij = max of the window at (i S − P, j S − P). */
export function maxPool(X: Matrix, settings: Settings): Matrix {
  return winners(X, settings).map((line) => line.map(([h, w]) => X[h]![w]!));
}

/** ∂L/∂x_hw = Σ g_ij over the windows (i, j) whose first largest pixel is (h, w). */
export function maxPoolBackward(G: Matrix, X: Matrix, settings: Settings): Matrix {
  const places = winners(X, settings);
  if (G.length !== places.length || G.some((row) => row.length !== places[0]!.length))
    throw new RangeError(`maxPoolBackward: G is not ${places.length} × ${places[0]!.length}, as Y is`);
  const dX = X.map((row) => row.map(() => 0));
  for (const [i, line] of places.entries())
    for (const [j, [h, w]] of line.entries())
      for (let r = 0; r < settings.size; r++)
        for (let q = 0; q < settings.size; q++) {
          const row = i * settings.stride - settings.padding + r;
          const column = j * settings.stride - settings.padding + q;
          if (X[row]?.[column] === X[h]![w]) dX[row]![column]! += G[i]![j]!;
        }
  return dX;
}

/** For each window the place of its largest pixel, the first one of equals. */
function winners(X: Matrix, { size, stride, padding }: Settings): [number, number][][] {
  for (const [name, value] of Object.entries({ size, stride }))
    if (!(Number.isInteger(value) && value >= 1))
      throw new RangeError(`maxPool: ${name} ${value}, a whole number from 1 is needed`);
  if (!(Number.isInteger(padding) && padding >= 0 && padding <= size / 2))
    throw new RangeError(`maxPool: padding ${padding}, a whole number from 0 to ${size / 2} is needed`);
  const count = (side: number) => Math.floor((side + 2 * padding - size) / stride) + 1;
  const [rows, columns] = [count(X.length), count(X[0]!.length)];
  if (rows < 1 || columns < 1) throw new RangeError(`maxPool: size ${size} is larger than the padded image`);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => winner(X, i * stride - padding, j * stride - padding, size)),
  );
}

function winner(X: Matrix, top: number, left: number, size: number): [number, number] {
  let largest = Number.NEGATIVE_INFINITY;
  let place: [number, number] = [top, left];
  for (let h = Math.max(0, top); h < Math.min(X.length, top + size); h++)
    for (let w = Math.max(0, left); w < Math.min(X[h]!.length, left + size); w++)
      if (X[h]![w]! > largest) {
        largest = X[h]![w]!;
        place = [h, w];
      }
  return place;
}
