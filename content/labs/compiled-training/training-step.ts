/**
 * One training step, which changes weights and moments in place; eager or compiled it is the same function.
 *
 *   g = ∂L/∂θ;  with clipping g ← g · min(1, 1/‖g‖), the norm over all gradients together
 *   SGD:   θ ← θ − η g
 *   Adam:  m ← β₁ m + (1 − β₁) g,  v ← β₂ v + (1 − β₂) g²,  θ ← θ − η_t m / (√v + ε)
 *
 * with η_t = η √(1 − β₂ᵗ) / (1 − β₁ᵗ): Kingma, Ba 2015, https://arxiv.org/abs/1412.6980, the end of section 2.
 */
import {
  add,
  add_,
  type Compiled,
  clamp,
  compile,
  copy_,
  div,
  full,
  grad,
  mul,
  mul_,
  noGrad,
  rsqrt,
  sqrt,
  sub_,
  sum,
  Tensor,
  zeros,
} from "@blankfile/tensor";
import { type ActivationName, crossEntropy, forward, shapesOf } from "./network.ts";

/** What decides how the step looks; the rate is a number that it is given. */
export interface StepChoice {
  width: number;
  batch: number;
  activation: ActivationName;
  optimiser: "sgd" | "adam";
  clip: boolean;
}

/** Numbers that a step changes: the weights, then Adam's m and v for each. */
export type Numbers = readonly Float32Array[];

type Step = (x: Tensor, y: Tensor, rate: Tensor) => Tensor;

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

export class TrainingStep {
  readonly choice: StepChoice;
  readonly eager: Step;
  readonly compiled: Compiled<Parameters<Step>, Tensor>;
  readonly #tensors: readonly Tensor[];
  readonly #rate = full([], 0);

  constructor(choice: StepChoice) {
    this.choice = choice;
    const shapes = shapesOf(choice.width);
    const weights = shapes.map((shape) => zeros(shape, { requiresGrad: true }));
    const moments = choice.optimiser === "adam" ? [...shapes, ...shapes].map((shape) => zeros(shape)) : [];
    this.#tensors = [...weights, ...moments];
    this.eager = stepOn(weights, moments, choice);
    this.compiled = compile(this.eager);
  }

  /** Puts these numbers in place; what lies in the memory of machine code stays there. */
  load(numbers: Numbers): void {
    noGrad(() => {
      for (const [i, tensor] of this.#tensors.entries())
        copy_(tensor, new Tensor(numbers[i]!, tensor.shape, "float32"));
    });
  }

  read(): Float32Array[] {
    return this.#tensors.map(({ data }) => Float32Array.from(data));
  }

  /** One step on x [B, 2] and y [B, 2], the t-th since training began, counted from 1; answers the loss before it. */
  take(x: Tensor, y: Tensor, { rate, t, compiled }: { rate: number; t: number; compiled: boolean }): number {
    const corrected =
      this.choice.optimiser === "sgd" ? rate : (rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    this.#rate.data[0] = corrected;
    return (compiled ? this.compiled : this.eager)(x, y, this.#rate).item();
  }
}

/** Numbers for moments before the first step. */
export function restingMoments({ width, optimiser }: Pick<StepChoice, "width" | "optimiser">): Numbers {
  const shapes = optimiser === "adam" ? [...shapesOf(width), ...shapesOf(width)] : [];
  return shapes.map((shape) => new Float32Array(shape.reduce((product, n) => product * n, 1)));
}

function stepOn(
  weights: readonly Tensor[],
  moments: readonly Tensor[],
  { activation, clip, optimiser }: StepChoice,
): Step {
  const adam = ({ g, i, rate }: { g: Tensor; i: number; rate: Tensor }) => {
    const [m, v] = [moments[i]!, moments[weights.length + i]!];
    add_(mul_(m, beta1), g, { alpha: 1 - beta1 });
    add_(mul_(v, beta2), mul(g, g), { alpha: 1 - beta2 });
    sub_(weights[i]!, mul(div(m, add(sqrt(v), epsilon)), rate));
  };
  return (x, y, rate) => {
    const loss = crossEntropy(forward(weights, x, activation).logits, y);
    const found = grad(loss, [...weights]) as Tensor[];
    noGrad(() => {
      const gradients = clip ? clipped(found) : found;
      for (const [i, g] of gradients.entries())
        if (optimiser === "adam") adam({ g, i, rate });
        else sub_(weights[i]!, mul(g, rate));
    });
    return loss;
  };
}

function clipped(gradients: readonly Tensor[]): Tensor[] {
  const square = gradients.map((g) => sum(mul(g, g))).reduce((total, one) => add(total, one));
  const factor = clamp(rsqrt(square), { max: 1 });
  return gradients.map((g) => mul(g, factor));
}
