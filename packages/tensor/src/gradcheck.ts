import { optionsOf, requireArray, requireFunction } from "./arguments.ts";
import { grad } from "./backward.ts";
import { sameShape, showShape } from "./shape.ts";
import { enableGrad, noGrad } from "./tape.ts";
import { requireTensor, Tensor } from "./tensor.ts";

export interface GradcheckOptions {
  /** Half the distance of the two points of a difference. */
  eps?: number;
  atol?: number;
  rtol?: number;
}

export type Differentiable = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

/**
 * Compares the gradients of `fn` with central differences, element by element, in float64.
 *
 *   ∂y_j/∂x_i ≈ (y_j(x + ε e_i) − y_j(x − ε e_i)) / 2ε
 *
 * The error of the difference is of order ε² + 10⁻¹⁶/ε, about 10⁻¹⁰ for the usual ε = 10⁻⁶: far below the tolerance,
 * which allows for functions that bend sharply. Returns true, or throws with the first element that differs.
 */
export function gradcheck(
  fn: Differentiable,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): true {
  const { eps = 1e-6, atol = 1e-5, rtol = 1e-3 } = optionsOf("gradcheck", options);
  requireFunction("gradcheck", "fn", fn);
  requireArray("gradcheck", "inputs", inputs);
  requireTensor("gradcheck", ...inputs);
  const wanted = inputs.filter((input) => input.requiresGrad);
  if (wanted.length === 0)
    throw new RangeError("gradcheck: no input requires a gradient, at least one is needed");
  const narrow = wanted.find((input) => input.dtype !== "float64");
  if (narrow)
    throw new TypeError(`gradcheck: an input of dtype ${narrow.dtype}, float64 is needed for differences`);
  const call = (values: readonly Tensor[]): readonly Tensor[] => {
    return outputsOf("gradcheck", fn(...values));
  };

  const outputs = call(inputs);
  inputs.forEach((input, i) => {
    if (!input.requiresGrad) return;
    const numeric = differences(call, inputs, i, eps);
    outputs.forEach((output, o) => {
      compare({ input, output, names: `output ${o} by input ${i}` }, numeric[o]!, { atol, rtol });
    });
  });
  return true;
}

/**
 * Checks second derivatives: `gradcheck` of the function that gives the gradients of Σ w · fn(inputs), with fixed
 * weights w = 1, 1 + 1/2, 1 + 2/3, … that no symmetry of fn cancels.
 */
export function gradgradcheck(
  fn: Differentiable,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): true {
  requireFunction("gradgradcheck", "fn", fn);
  requireArray("gradgradcheck", "inputs", inputs);
  requireTensor("gradgradcheck", ...inputs);
  const wanted = inputs.map((input) => input.requiresGrad);
  const gradients = (...values: Tensor[]): Tensor[] =>
    enableGrad(() => {
      // The points of a difference come without requiresGrad.
      const own = values.map((value, i) => (wanted[i] && !value.requiresGrad ? leafOf(value) : value));
      const outputs = outputsOf("gradgradcheck", fn(...own)).filter((output) => output.requiresGrad);
      const leaves = own.filter((_, i) => wanted[i]);
      return grad(outputs, leaves, {
        gradOutputs: outputs.map(weights),
        createGraph: true,
        allowUnused: true,
      });
    });
  return gradcheck(gradients, inputs, options);
}

function outputsOf(where: string, result: Tensor | readonly Tensor[]): readonly Tensor[] {
  const outputs = Array.isArray(result) ? result : [result];
  requireTensor(where, ...outputs);
  return outputs;
}

function leafOf({ data, shape, dtype }: Tensor): Tensor {
  const leaf = new Tensor(data, shape, dtype);
  leaf.requiresGrad = true;
  return leaf;
}

function weights({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(
    data.map((_, i) => 1 + i / (i + 1)),
    shape,
    dtype,
  );
}

/** [output][element of input i][element of output]. */
function differences(
  call: (values: readonly Tensor[]) => readonly Tensor[],
  inputs: readonly Tensor[],
  i: number,
  eps: number,
): number[][][] {
  const at = (element: number, by: number): readonly Tensor[] => {
    const moved = inputs[i]!.data.slice();
    moved[element]! += by;
    const { shape, dtype } = inputs[i]!;
    return noGrad(() => call(inputs.map((input, j) => (j === i ? new Tensor(moved, shape, dtype) : input))));
  };
  const rows = Array.from(inputs[i]!.data, (_, element) => {
    const [above, below] = [at(element, eps), at(element, -eps)];
    return above.map(({ data }, o) =>
      Array.from(data, (value, e) => (value - below[o]!.data[e]!) / (2 * eps)),
    );
  });
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, o) => rows.map((row) => row[o]!));
}

function compare(
  { input, output, names }: { input: Tensor; output: Tensor; names: string },
  numeric: readonly (readonly number[])[] = [],
  { atol, rtol }: { atol: number; rtol: number },
): void {
  // An output without elements still runs its gradients once, for their shapes.
  for (let e = 0; e < Math.max(output.numel(), 1); e++) {
    const g = analytic(output, input, e);
    if (!sameShape(g.shape, input.shape) || g.dtype !== input.dtype) {
      throw new RangeError(
        `gradcheck: ${names}: a gradient of ${showShape(g.shape)} and ${g.dtype}, the input's ${showShape(input.shape)} and ${input.dtype} are needed`,
      );
    }
    g.data.forEach((value, i) => {
      const expected = numeric[i]![e] ?? 0;
      if (Math.abs(value - expected) <= atol + rtol * Math.abs(expected)) return;
      throw new RangeError(
        `gradcheck: ${names}: ∂(element ${e})/∂(element ${i}) is ${value} by backward, ${expected} by differences; both must agree`,
      );
    });
  }
}

function analytic(output: Tensor, input: Tensor, element: number): Tensor {
  const data = output.data.slice().fill(0);
  if (element < data.length) data[element] = 1;
  const zeros = new Tensor(input.data.slice().fill(0), input.shape, input.dtype);
  if (!output.requiresGrad) return zeros;
  const gradOutputs = [new Tensor(data, output.shape, output.dtype)];
  return grad(output, [input], { gradOutputs, retainGraph: true, allowUnused: true })[0]!;
}
