/**
 * The network of the lab, twice: with plain numbers, for the picture and for finite differences, and with Values.
 *
 *   h1 = tanh(W1 x + b1),  h2 = tanh(W2 h1 + b2),  out = v · h2 + c
 *
 * With one layer, out = v · h1 + c and W2 and b2 are not used.
 */
import { type Fault, Value } from "./engine.ts";

export const width = 5;
const layer1 = 3 * width;
const layer2 = (width + 1) * width;
/** Weights and biases of both layers and of the output. */
export const parameterCount = layer1 + layer2 + width + 1;

/** What the network computes with: numbers, or Values that remember. */
interface Arithmetic<T> {
  constant: (x: number) => T;
  add: (a: T, b: T) => T;
  mul: (a: T, b: T) => T;
  tanh: (a: T) => T;
}

const numbers: Arithmetic<number> = {
  constant: (x) => x,
  add: (a, b) => a + b,
  mul: (a, b) => a * b,
  tanh: Math.tanh,
};

const values = (fault: Fault): Arithmetic<Value> => ({
  constant: (x) => new Value(x),
  add: (a, b) => a.add(b),
  mul: (a, b) => a.mul(b),
  tanh: (a) => a.tanh(fault),
});

function network<T>(p: readonly T[], x: readonly [number, number], layers: number, on: Arithmetic<T>): T {
  const unit = (inputs: T[], start: number): T =>
    inputs.reduce((sum, input, i) => on.add(on.mul(p[start + i]!, input), sum), p[start + inputs.length]!);
  const units = (inputs: T[], start: number): T[] =>
    Array.from({ length: width }, (_, j) => on.tanh(unit(inputs, start + j * (inputs.length + 1))));

  const h1 = units([on.constant(x[0]), on.constant(x[1])], 0);
  return unit(layers === 1 ? h1 : units(h1, layer1), layer1 + layer2);
}

export interface Sample {
  x: [number, number];
  /** −1 or 1. */
  target: number;
}

function meanSquaredError<T>(
  p: readonly T[],
  samples: readonly Sample[],
  layers: number,
  on: Arithmetic<T>,
): T {
  const errors = samples.map(({ x, target }) => on.add(network(p, x, layers, on), on.constant(-target)));
  const sum = errors.map((e) => on.mul(e, e)).reduce((a, b) => on.add(a, b));
  return on.mul(sum, on.constant(1 / samples.length));
}

export const predict = (p: readonly number[], x: [number, number], layers: number): number =>
  network(p, x, layers, numbers);

export const lossOf = (p: readonly number[], samples: readonly Sample[], layers: number): number =>
  meanSquaredError(p, samples, layers, numbers);

/** The same loss as a graph: its parameters and its last node. */
export function lossGraph(p: readonly number[], samples: readonly Sample[], layers: number, fault: Fault) {
  const parameters = p.map((x) => new Value(x));
  return { parameters, loss: meanSquaredError(parameters, samples, layers, values(fault)) };
}

/** (L(p + h) − L(p − h)) / 2h for each parameter, h = 1e-5. */
export function finiteDifferences(
  p: readonly number[],
  samples: readonly Sample[],
  layers: number,
): number[] {
  const h = 1e-5;
  return p.map(
    (x, i) =>
      (lossOf(p.with(i, x + h), samples, layers) - lossOf(p.with(i, x - h), samples, layers)) / (2 * h),
  );
}
