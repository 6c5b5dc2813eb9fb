import {
  allclose,
  compile,
  gradcheck,
  gradgradcheck,
  Philox,
  randn,
  type Tensor,
  tensor,
} from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { recurrence, type Walk } from "./recurrence.ts";
import { gruTransition } from "./transitions/gru-transition.ts";
import { lstmTransition } from "./transitions/lstm-transition.ts";
import { rnnTransition } from "./transitions/rnn-transition.ts";
import type { Transition } from "./transitions/transition.ts";

const transitions: Record<string, Transition> = {
  RNN: rnnTransition("RNN", "tanh"),
  LSTM: lstmTransition,
  GRU: gruTransition,
};
const walks: Record<string, Walk> = {
  "equal lengths": { batchSizes: [2, 2], reverse: false },
  "equal lengths, in reverse": { batchSizes: [2, 2], reverse: true },
  "lengths 3, 2 and 1": { batchSizes: [3, 2, 1], reverse: false },
  "lengths 3, 2 and 1, in reverse": { batchSizes: [3, 2, 1], reverse: true },
};

/** x, W_hh, b_hh and the initial states, and the function of them. */
function prepare({ gates, states }: Transition, { batchSizes }: Walk, H = 2) {
  const N = batchSizes.reduce((sum, size) => sum + size, 0);
  const normal = (seed: number, ...shape: number[]) =>
    randn(shape, { rng: new Philox(seed), dtype: "float64", requiresGrad: true });
  const initial = Array.from({ length: states }, (_, k) => normal(4 + k, batchSizes[0]!, H));
  return [normal(1, N, gates * H), normal(2, gates * H, H), normal(3, gates * H), ...initial];
}

const all =
  (transition: Transition, walk: Walk) =>
  (...[x, weight, bias, ...initial]: Tensor[]): Tensor => {
    const states = recurrence(transition, { x: x!, weight: weight!, bias: bias!, initial }, walk);
    return states.map((state, k) => state.mul(k + 1)).reduce((a, b) => a.mul(a).add(b));
  };

it("adds up by hand: h ← h + x where W_hh is 1 and nothing bends", () => {
  const plain = rnnTransition("RNN", "relu");
  const [h] = recurrence(
    plain,
    { x: tensor([[1], [2], [3]]), weight: tensor([[1]]), bias: null, initial: [tensor([[10]])] },
    { batchSizes: [1, 1, 1], reverse: false },
  );
  expect(h!.toArray()).toEqual([[11], [13], [16]]);
});

it("in reverse the last row comes first, and shorter sequences begin at their own ends", () => {
  const [h] = recurrence(
    rnnTransition("RNN", "relu"),
    // Two sequences: 1, 3, 4 and 2.
    { x: tensor([[1], [2], [3], [4]]), weight: tensor([[1]]), bias: null, initial: [tensor([[10], [20]])] },
    { batchSizes: [2, 1, 1], reverse: true },
  );
  expect(h!.toArray()).toEqual([[18], [22], [17], [14]]);
});

describe.each(Object.entries(transitions))("%s", (_, transition) => {
  it.each(Object.entries(walks))("%s: first and second derivatives are those of differences", (_, walk) => {
    expect(gradcheck(all(transition, walk), prepare(transition, walk))).toBe(true);
    expect(gradgradcheck(all(transition, walk), prepare(transition, walk, 1))).toBe(true);
  });

  it.each(Object.entries(walks))("%s: compiled it gives the same gradients", (_, walk) => {
    const inputs = prepare(transition, walk);
    const step = () => {
      for (const input of inputs) input.grad = null;
      const y = all(transition, walk)(...inputs).sum();
      y.backward();
      return y;
    };
    const y = step();
    const wanted = inputs.map(({ grad }) => grad!.clone());
    expect(allclose(compile(step)(), y, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
    inputs.forEach(({ grad }, i) => {
      expect(allclose(grad!, wanted[i]!, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
    });
  });
});

it("a compiled step has one product for each step there and back, and one for the gradient of W_hh", () => {
  const T = 6;
  const walk = { batchSizes: Array.from({ length: T }, () => 2), reverse: false };
  const inputs = prepare(lstmTransition, walk);
  const step = compile(() =>
    all(
      lstmTransition,
      walk,
    )(...inputs)
      .sum()
      .backward(),
  );
  step();
  const products = step.explain().kernels.filter(({ kind }) => kind === "product");
  // All six of the way back: the first gives ∂L/∂h₀.
  expect(products.length).toBe(T + T + 1);
});
