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

/** Y, K × M' × N'. */
export function conv2d(X: Image, W: Kernels, b: number[], settings: Settings): Image {
  throw new Error("conv2d is not written yet");
}

/** The gradients with respect to X, W and b, given G = ∂L/∂Y, K × M' × N'. */
export function conv2dBackward(G: Image, X: Image, W: Kernels, settings: Settings): Gradients {
  throw new Error("conv2dBackward is not written yet");
}
