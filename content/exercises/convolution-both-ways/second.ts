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

/** A matrix times a vector: every window as a flat list, every kernel as a flat list, and dot products between them. */
export function conv2d(X: Image, W: Kernels, b: number[], settings: Settings): Image {
  const windows = windowsOf(X, W, settings);
  if (b.length !== W.length) throw new RangeError(`${W.length} kernels and ${b.length} biases`);
  return W.map((kernel, k) => {
    const weights = kernel.flat(2);
    return windows.map((line) => line.map((window) => b[k]! + dot(weights, window)));
  });
}

/** The gradient of a window is a sum of kernels, that of a kernel a sum of windows; windows are laid back over a padded image of zeros. */
export function conv2dBackward(G: Image, X: Image, W: Kernels, settings: Settings): Gradients {
  const windows = windowsOf(X, W, settings);
  const shape = `${W.length} ${windows.map((line) => line.length).join()}`;
  for (const g of G)
    if (`${G.length} ${g.map((line) => line.length).join()}` !== shape)
      throw new RangeError("G does not fit Y");
  if (G.length === 0) throw new RangeError("G is empty");
  const { stride, padding } = settings;
  const [R, Q] = [W[0]![0]!.length, W[0]![0]![0]!.length];
  const wide = padded(
    X.map((channel) => channel.map((row) => row.map(() => 0))),
    padding,
  );
  windows.forEach((line, i) => {
    line.forEach((_, j) => {
      for (let c = 0; c < wide.length; c++)
        for (let r = 0; r < R; r++)
          for (let q = 0; q < Q; q++)
            wide[c]![i * stride + r]![j * stride + q]! += dot(
              W.map((kernel) => kernel[c]![r]![q]!),
              G.map((g) => g[i]![j]!),
            );
    });
  });
  const flatGradients = G.map((g) => g.flat());
  const flatWindows = windows.flat();
  const dW = W.map((kernel, k) => {
    const sum = kernel.flat(2).map((_, at) =>
      dot(
        flatGradients[k]!,
        flatWindows.map((window) => window[at]!),
      ),
    );
    return kernel.map((plane, c) => plane.map((row, r) => row.map((_, q) => sum[(c * R + r) * Q + q]!)));
  });
  const inside = (list: number[][]) => list.slice(padding, list.length - padding);
  return {
    X: wide.map((channel) => inside(channel).map((row) => row.slice(padding, row.length - padding))),
    W: dW,
    b: flatGradients.map((g) =>
      dot(
        g,
        g.map(() => 1),
      ),
    ),
  };
}

/** The window of each place [i][j] as a flat list, in the order of a kernel. */
function windowsOf(X: Image, W: Kernels, { stride, padding }: Settings): number[][][] {
  if (stride % 1 !== 0 || stride < 1 || padding % 1 !== 0 || padding < 0)
    throw new RangeError("stride or padding");
  const wide = padded(X, padding);
  const [C, R, Q] = [W[0]!.length, W[0]![0]!.length, W[0]![0]![0]!.length];
  if (C !== X.length) throw new RangeError(`${C} channels in a kernel, ${X.length} in the image`);
  if (R > wide[0]!.length || Q > wide[0]![0]!.length)
    throw new RangeError("the kernel is larger than the image");
  const windows: number[][][] = [];
  for (let top = 0; top + R <= wide[0]!.length; top += stride) {
    const line: number[][] = [];
    for (let left = 0; left + Q <= wide[0]![0]!.length; left += stride)
      line.push(
        wide.flatMap((channel) => channel.slice(top, top + R).flatMap((row) => row.slice(left, left + Q))),
      );
    windows.push(line);
  }
  return windows;
}

function padded(X: Image, padding: number): Image {
  const zeros = (n: number) => new Array<number>(n).fill(0);
  return X.map((channel) => {
    const width = channel[0]!.length + 2 * padding;
    const sides = () => Array.from({ length: padding }, () => zeros(width));
    return [...sides(), ...channel.map((row) => [...zeros(padding), ...row, ...zeros(padding)]), ...sides()];
  });
}

function dot(a: number[], b: number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
