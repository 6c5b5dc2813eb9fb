/** What the samples of `operations.test.ts` are made with. */

import type { ReduceOptions, Shape, Tensor } from "../index.ts";
import * as l from "../index.ts";

/** One call of an operation; gradients are checked for the inputs that require one. */
export interface Sample {
  inputs: Tensor[];
  call: (...inputs: Tensor[]) => Tensor | readonly Tensor[];
}

export const rng = new l.Philox(7);
export const cube: Shape = [2, 3, 2];
export const empty: Shape = [0, 3];

export function normal(shape: Shape): Tensor {
  return l.randn(shape, { rng, dtype: "float64", requiresGrad: true });
}

/** From 0.5 upwards, for logarithms, roots and divisors. */
export function positive(shape: Shape): Tensor {
  const x = l.randn(shape, { rng, dtype: "float64" }).abs().add(0.5);
  x.requiresGrad = true;
  return x;
}

/** Within ±0.9, for functions that end at ±1. */
export function small(shape: Shape): Tensor {
  const x = l.randn(shape, { rng, dtype: "float64" }).sin().mul(0.9);
  x.requiresGrad = true;
  return x;
}

export function each(
  call: (x: Tensor) => Tensor | readonly Tensor[],
  shapes: Shape[] = [[2, 3], [], empty],
  make = normal,
): Sample[] {
  return shapes.map((shape) => ({ inputs: [make(shape)], call: (x) => call(x!) }));
}

export const broadcast: [Shape, Shape][] = [
  [
    [2, 3],
    [2, 3],
  ],
  [
    [2, 1, 3],
    [4, 1],
  ],
  [[], [3]],
  [
    [0, 3],
    [1, 3],
  ],
  [[1], [0]],
];

export function pairs(
  call: (x: Tensor, y: Tensor) => Tensor,
  shapes = broadcast,
  left = normal,
  right = normal,
): Sample[] {
  return shapes.map(([a, b]) => ({ inputs: [left(a), right(b)], call: (x, y) => call(x!, y!) }));
}

export function reductions(
  call: (x: Tensor, options: ReduceOptions) => Tensor,
  withEmpty: Shape = empty,
): Sample[] {
  return [
    ...each((x) => call(x, {}), [cube]),
    ...each((x) => call(x, { dim: [0, 2] }), [cube]),
    ...each((x) => call(x, { dim: -1, keepdim: true }), [cube, withEmpty]),
  ];
}

/** gather and its reverse read or write a [3, 4] along `dim` at random places. */
export function indexed(call: (x: Tensor, dim: number, index: Tensor, source: Tensor) => Tensor): Sample[] {
  const places: [number, Shape][] = [
    [1, [3, 6]],
    [0, [2, 3]],
    [1, [0, 2]],
  ];
  return places.map(([dim, at]) => ({
    inputs: [normal([3, 4]), l.randint(0, 3, at, { rng }), normal(at)],
    call: (x, index, source) => call(x!, dim, index!, source!),
  }));
}

export function given(
  call: (...inputs: Tensor[]) => Tensor | readonly Tensor[],
  ...inputs: Tensor[][]
): Sample[] {
  return inputs.map((list) => ({ inputs: list, call }));
}
