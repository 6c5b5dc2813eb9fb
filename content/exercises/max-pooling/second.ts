export type Matrix = number[][];

export interface Settings {
  /** M, the side of the window. */
  size: number;
  /** S, how far apart two neighbouring windows begin. */
  stride: number;
  /** P, pixels of −∞ on each side, at most M/2. */
  padding: number;
}

/** Each window cut out of a padded copy, as a flat list. */
function windowsOf(X: Matrix, { size, stride, padding }: Settings): number[][][] {
  const isCount = (n: number, least: number) => Number.isInteger(n) && n >= least;
  if (!isCount(size, 1) || !isCount(stride, 1) || !isCount(padding, 0) || 2 * padding > size)
    throw new RangeError(`a window of ${size} in steps of ${stride} with padding ${padding}`);
  const wide = pad(X, padding);
  if (wide.length < size || wide[0]!.length < size) throw new RangeError(`no window of ${size} fits`);
  const windows: number[][][] = [];
  for (let top = 0; top <= wide.length - size; top += stride) {
    windows.push([]);
    for (let left = 0; left <= wide[0]!.length - size; left += stride)
      windows.at(-1)!.push(wide.slice(top, top + size).flatMap((row) => row.slice(left, left + size)));
  }
  return windows;
}

function pad(X: Matrix, padding: number): Matrix {
  const never = (n: number) => new Array<number>(n).fill(Number.NEGATIVE_INFINITY);
  const width = X[0]!.length + 2 * padding;
  const edge = Array.from({ length: padding }, () => never(width));
  return [...edge, ...X.map((row) => [...never(padding), ...row, ...never(padding)]), ...edge];
}

export function maxPool(X: Matrix, settings: Settings): Matrix {
  return windowsOf(X, settings).map((line) => line.map((window) => Math.max(...window)));
}

/** For each pixel: the gradients of all windows in which it comes first among the largest. */
export function maxPoolBackward(G: Matrix, X: Matrix, settings: Settings): Matrix {
  const firsts = windowsOf(X, settings).map((line) =>
    line.map((window) => window.indexOf(Math.max(...window))),
  );
  if (JSON.stringify(G.map((row) => row.length)) !== JSON.stringify(firsts.map((line) => line.length)))
    throw new RangeError("the gradients do not have the shape of the output");
  const { size, stride, padding } = settings;
  return X.map((row, h) =>
    row.map((_, w) => {
      let sum = 0;
      firsts.forEach((line, i) => {
        line.forEach((at, j) => {
          const [down, across] = [h + padding - i * stride, w + padding - j * stride];
          if (across >= 0 && across < size && down * size + across === at) sum += G[i]![j]!;
        });
      });
      return sum;
    }),
  );
}
