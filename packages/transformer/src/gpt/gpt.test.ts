import { readFileSync } from "node:fs";
import { Adam, crossEntropy } from "@blankfile/nn";
import { allclose, type NestedArray, noGrad, Philox, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { CausalSelfAttention } from "./causal-self-attention.ts";
import { GPT, type GPTOptions } from "./gpt.ts";

interface Golden {
  sizes: Omit<GPTOptions, "rng">;
  weights: Record<string, NestedArray>;
  gradients: Record<string, NestedArray>;
  tokens: NestedArray;
  targets: NestedArray;
  logits: NestedArray;
  loss: number;
}
const { values: golden } = JSON.parse(
  readFileSync(new URL("../../../../golden/transformer/gpt.json", import.meta.url), "utf8"),
) as { values: Golden };

const f64 = (value: NestedArray) => tensor(value, { dtype: "float64" });
const ids = (value: NestedArray) => tensor(value, { dtype: "int32" });
const lossOf = (model: GPT, x: Tensor, y: Tensor) =>
  crossEntropy(model.forward(x).flatten(0, 1), y.flatten());

function ofPyTorch(): GPT {
  const model = new GPT({ ...golden.sizes, rng: new Philox(0), dtype: "float64" });
  model.loadStateDict(Object.fromEntries(Object.entries(golden.weights).map(([name, w]) => [name, f64(w)])));
  return model;
}

describe("GPT", () => {
  it("gives PyTorch's logits, loss and gradients of every weight", () => {
    const model = ofPyTorch();
    const close = { rtol: 1e-9, atol: 1e-11 };
    expect(allclose(model.forward(ids(golden.tokens)), f64(golden.logits), close)).toBe(true);
    const loss = lossOf(model, ids(golden.tokens), ids(golden.targets));
    expect(loss.item()).toBeCloseTo(golden.loss, 10);
    loss.backward();
    const named = [...model.namedParameters()];
    expect(named.map(([name]) => name).sort()).toEqual(Object.keys(golden.gradients).sort());
    for (const [name, { grad }] of named)
      expect([name, allclose(grad!, f64(golden.gradients[name]!), close)]).toEqual([name, true]);
  });

  it("no token sees what comes after it", () => {
    const model = ofPyTorch();
    const a = model.forward(ids([[1, 2, 3, 4, 5]]));
    const b = model.forward(ids([[1, 2, 3, 0, 0]]));
    expect(allclose(a.slice(null, [0, 3]), b.slice(null, [0, 3]), { rtol: 0, atol: 1e-12 })).toBe(true);
    expect(allclose(a.slice(null, [3]), b.slice(null, [3]))).toBe(false);
  });

  it("starts with the loss of guessing, log V", () => {
    const model = new GPT({ ...golden.sizes, vocabularySize: 50, channels: 16, rng: new Philox(1) });
    const x = ids([[3, 14, 15, 9, 2]]);
    expect(lossOf(model, x, ids([[14, 15, 9, 2, 6]])).item()).toBeCloseTo(Math.log(50), 1);
  });

  it("learns a cycle by heart", () => {
    const model = new GPT({ ...golden.sizes, vocabularySize: 4, rng: new Philox(2) });
    const optimizer = new Adam(model.parameters(), { lr: 0.01 });
    const [x, y] = [ids([[0, 1, 2, 3, 0]]), ids([[1, 2, 3, 0, 1]])];
    for (let step = 0; step < 60; step++) {
      const loss = lossOf(model, x, y);
      optimizer.zeroGrad();
      loss.backward();
      optimizer.step();
    }
    expect(noGrad(() => lossOf(model, x, y).item())).toBeLessThan(0.05);
  });

  it("refuses sizes and tokens that do not fit, and says what is needed", () => {
    const model = ofPyTorch();
    expect(() => model.forward(ids([[0, 1, 2, 3, 4, 5]]))).toThrow(
      /\[1,6\], \[B, T\] with T up to the context length 5/,
    );
    expect(() => model.forward(ids([0, 1]))).toThrow(/\[2\], \[B, T\]/);
    expect(() => new GPT({ ...golden.sizes, layers: 0, rng: new Philox(0) })).toThrow(
      /layers is 0, a whole number/,
    );
    expect(() => new CausalSelfAttention(8, 3, { rng: new Philox(0) })).toThrow(/8 channels for 3 heads/);
  });
});
