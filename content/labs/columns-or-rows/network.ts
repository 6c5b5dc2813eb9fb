import type { LabRandom } from "@blankfile/curriculum/lab";

/** Layers v_k = tanh(W_k v_(k−1)), v_0 the inputs. */
export interface Network {
  /** d_0 = n inputs, …, d_L = m outputs. */
  widths: number[];
  /** weights[k − 1] is W_k, of d_k rows of d_(k−1) numbers. */
  weights: number[][][];
  input: number[];
}

/** What the reader set of it. */
export interface Shape {
  inputs: number;
  outputs: number;
  layers: number;
  width: number;
  waist: number;
}

/** Where the waist is: half-way. */
export function waistAt(layers: number): number {
  return Math.floor(layers / 2);
}

export function widthsOf({ inputs, outputs, layers, width, waist }: Shape): number[] {
  const hidden = Array.from({ length: layers - 1 }, (_, k) => (k + 1 === waistAt(layers) ? waist : width));
  return [inputs, ...hidden, outputs];
}

export function makeNetwork(shape: Shape, random: LabRandom): Network {
  const widths = widthsOf(shape);
  const weights = widths.slice(1).map((rows, k) => {
    const columns = widths[k]!;
    return Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => random.normal() / Math.sqrt(columns)),
    );
  });
  return { widths, weights, input: Array.from({ length: shape.inputs }, () => random.normal()) };
}

/** The values of every layer, v_0 … v_L. */
export function valuesOf({ weights, input }: Network): number[][] {
  const values = [input];
  for (const W of weights) values.push(times(W, values.at(-1)!).map(Math.tanh));
  return values;
}

/** What a memory with room for one layer holds at the end: each layer was written over the one before it. */
export function overwritten(values: readonly number[][]): number[][] {
  const room: number[] = [];
  for (const layer of values)
    layer.forEach((value, i) => {
      room[i] = value;
    });
  return values.map((layer) => room.slice(0, layer.length));
}

/** W x */
export function times(W: readonly number[][], x: readonly number[]): number[] {
  return W.map((row) => row.reduce((sum, w, i) => sum + w * x[i]!, 0));
}

/** Wᵀ y */
export function timesTransposed(W: readonly number[][], y: readonly number[]): number[] {
  return W[0]!.map((_, i) => W.reduce((sum, row, k) => sum + row[i]! * y[k]!, 0));
}

/** The Jacobian as the product of the layers' matrices, from the inputs on; for comparison. */
export function jacobianByProduct(network: Network): number[][] {
  const values = valuesOf(network);
  let J: number[][] = network.input.map((_, i) => network.input.map((__, k) => (i === k ? 1 : 0)));
  network.weights.forEach((W, k) => {
    const slopes = values[k + 1]!.map((v) => 1 - v * v);
    J = W.map((row, r) =>
      J[0]!.map((_, c) => slopes[r]! * row.reduce((sum, w, i) => sum + w * J[i]![c]!, 0)),
    );
  });
  return J;
}
