// Windows that stick out of the padded image are counted too.
/** C × M × N. */
export type Image = number[][][];

/** K × C × R × Q. */
export type Kernels = number[][][][];

export interface Settings {
  /** S, how far apart two neighbouring windows begin. */
  stride: number;
  /** P, zeros on each side. */
  padding: number;
}

export interface Gradients {
  X: Image;
  W: Kernels;
  b: number[];
}

/** y_kij = b_k + Σ w_kcrq x_cmn, with m = i S + r − P and n = j S + q − P. */
export function conv2d(X: Image, W: Kernels, b: number[], settings: Settings): Image {
  const [rows, columns] = outputSize(X, W, settings);
  if (b.length !== W.length) throw new RangeError(`conv2d: ${b.length} biases, ${W.length} are needed`);
  const Y = b.map((bias) => filled(rows, columns, bias));
  forEachProduct(Y, X, W, settings, ({ k, i, j, c, r, q, m, n }) => {
    Y[k]![i]![j]! += W[k]![c]![r]![q]! * X[c]![m]![n]!;
  });
  return Y;
}

/** From each product w · x in y: ∂L/∂w gets g x, ∂L/∂x gets g w. ∂L/∂b_k is the sum of g over all places. */
export function conv2dBackward(G: Image, X: Image, W: Kernels, settings: Settings): Gradients {
  const [rows, columns] = outputSize(X, W, settings);
  if (G.length !== W.length || G.some((g) => g.length !== rows || g.some((row) => row.length !== columns)))
    throw new RangeError(`conv2dBackward: G is not ${W.length} × ${rows} × ${columns}, as Y is`);
  const dX = X.map((channel) => channel.map((row) => row.map(() => 0)));
  const dW = W.map((kernel) => kernel.map((plane) => plane.map((row) => row.map(() => 0))));
  forEachProduct(G, X, W, settings, ({ k, i, j, c, r, q, m, n }) => {
    const g = G[k]![i]![j]!;
    dW[k]![c]![r]![q]! += g * X[c]![m]![n]!;
    dX[c]![m]![n]! += g * W[k]![c]![r]![q]!;
  });
  return { X: dX, W: dW, b: G.map((g) => g.flat().reduce((sum, slope) => sum + slope, 0)) };
}

/** The output at [k][i][j] reads the image at [c][m][n] with the weight at [k][c][r][q]. */
interface Place {
  k: number;
  i: number;
  j: number;
  c: number;
  r: number;
  q: number;
  m: number;
  n: number;
}

/** Every product that the layer forms, except those with the zeros around the image. */
function forEachProduct(
  Y: Image,
  X: Image,
  W: Kernels,
  { stride, padding }: Settings,
  visit: (place: Place) => void,
): void {
  for (const [k, kernel] of W.entries())
    for (const [c, plane] of kernel.entries())
      for (const [r, row] of plane.entries())
        for (const q of row.keys())
          for (const [i, line] of Y[k]!.entries())
            for (const j of line.keys()) {
              const m = i * stride + r - padding;
              const n = j * stride + q - padding;
              if (X[c]![m]?.[n] !== undefined) visit({ k, i, j, c, r, q, m, n });
            }
}

/** M' and N'. */
function outputSize(X: Image, W: Kernels, { stride, padding }: Settings): [number, number] {
  if (!(Number.isInteger(stride) && stride >= 1))
    throw new RangeError(`conv2d: stride ${stride}, a whole number from 1 is needed`);
  if (!(Number.isInteger(padding) && padding >= 0))
    throw new RangeError(`conv2d: padding ${padding}, a whole number from 0 is needed`);
  if (W.some((kernel) => kernel.length !== X.length))
    throw new RangeError(`conv2d: a kernel of ${W[0]!.length} channels for an image of ${X.length}`);
  const size = (image: number, kernel: number) => Math.ceil((image + 2 * padding - kernel) / stride) + 1;
  const rows = size(X[0]!.length, W[0]![0]!.length);
  const columns = size(X[0]![0]!.length, W[0]![0]![0]!.length);
  if (rows < 1 || columns < 1)
    throw new RangeError("conv2d: a kernel that is larger than the padded image, one that fits is needed");
  return [rows, columns];
}

function filled(rows: number, columns: number, value: number): number[][] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(value));
}
