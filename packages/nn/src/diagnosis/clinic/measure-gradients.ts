import { crossEntropy } from "../../losses/classification/cross-entropy.ts";
import type { Parameter } from "../../module/parameter.ts";
import { withoutTrace } from "../../module/without-trace.ts";
import { batchOf, type TrainingSetup } from "./training-setup.ts";

export interface Gradients {
  /** Cosine between what stood in `grad` after the second step and that batch's own gradient; null where nothing stood there. */
  readonly own: number | null;
  /** The same with the sum of both batches' gradients. */
  readonly sum: number | null;
  /** Weights whose units start equal and get equal gradients, so that they stay equal. */
  readonly symmetric: string[];
}

/**
 * Two steps on two batches. If gradients are not set to null in between, what the second step leaves in `grad` is the sum of both. A
 * direction is compared, so that clipping does not matter.
 */
export function measureGradients(setup: TrainingSetup, forward: TrainingSetup["predict"]): Gradients {
  const parameters = setup.model.parameters();
  const gradient = (t: number) =>
    withoutTrace(setup.model, () => {
      setup.model.train();
      const { x, y } = batchOf(setup, t);
      crossEntropy(forward(x), y).backward();
      return parameters.map(numbers);
    });
  const first = gradient(0);
  const symmetric = setup.model
    .namedParameters()
    .filter(([, p]) => p.ndim >= 2 && p.shape[0]! > 1 && rowsEqual(p.data, p.shape[0]!))
    .filter(([, p]) => rowsEqual(first[parameters.indexOf(p)]!, p.shape[0]!))
    .map(([name]) => name);
  step(setup, 0);
  const second = gradient(1);
  step(setup, 1);
  if (parameters.every(({ grad }) => grad === null)) return { own: null, sum: null, symmetric };
  const left = parameters.flatMap((p) => [...numbers(p)]);
  const flat = second.flatMap((g) => [...g]);
  const earlier = first.flatMap((g) => [...g]);
  return {
    own: cosine(left, flat),
    sum: cosine(
      left,
      flat.map((g, i) => g + earlier[i]!),
    ),
    symmetric,
  };
}

function step(setup: TrainingSetup, t: number): void {
  const { x, y } = batchOf(setup, t);
  setup.step(x, y);
}

function numbers(p: Parameter): Float64Array {
  return p.grad === null ? new Float64Array(p.numel()) : Float64Array.from(p.grad.data);
}

function rowsEqual(values: ArrayLike<number>, rows: number): boolean {
  const width = values.length / rows;
  for (let i = width; i < values.length; i++) if (values[i] !== values[i % width]) return false;
  return true;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}
