import { allclose, grad, Philox, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { gruTransition } from "./gru-transition.ts";
import { lstmTransition } from "./lstm-transition.ts";
import { rnnTransition } from "./rnn-transition.ts";
import { gatesOf, type Transition } from "./transition.ts";

const transitions: Record<string, Transition> = {
  "RNN with tanh": rnnTransition("RNN", "tanh"),
  "RNN with ReLU": rnnTransition("RNN", "relu"),
  LSTM: lstmTransition,
  GRU: gruTransition,
};

it("gates are blocks of the last dimension", () => {
  const gates = gatesOf(
    tensor([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]),
    2,
  );
  expect(gates.map((gate) => gate.toArray())).toEqual([
    [
      [1, 2],
      [5, 6],
    ],
    [
      [3, 4],
      [7, 8],
    ],
  ]);
});

describe.each(Object.entries(transitions))("%s", (_, transition) => {
  it("has the gradient of its own step", () => {
    const { gates, states } = transition;
    const [B, H] = [3, 2];
    const normal = (seed: number, ...shape: number[]) =>
      randn(shape, { rng: new Philox(seed), dtype: "float64", requiresGrad: true });
    const [x, h] = [normal(1, B, gates * H), normal(2, B, gates * H)];
    const before = Array.from({ length: states }, (_, k) => normal(3 + k, B, H));
    const { after, kept } = transition.step(gatesOf(x, gates), gatesOf(h, gates), before);
    const g = after.map((_, k) => normal(5 + k, B, H).detach());
    const wanted = grad(after, [x, h, ...before], { gradOutputs: g, allowUnused: true });
    const found = transition.backward(g, kept, before);
    const same = (a: Tensor, b: Tensor) => expect(allclose(a, b, { rtol: 1e-12, atol: 1e-14 })).toBe(true);
    same(found.x, wanted[0]!);
    same(found.h, wanted[1]!);
    found.before.forEach((part, k) => {
      same(part ?? wanted[2 + k]!.mul(0), wanted[2 + k]!);
    });
  });
});
