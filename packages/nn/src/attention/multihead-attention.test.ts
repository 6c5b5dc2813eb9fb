import {
  allclose,
  compile,
  eye,
  indexSelect,
  noGrad,
  Philox,
  randn,
  type Tensor,
  tensor,
  zeros,
} from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { MultiheadAttention, type MultiheadAttentionOptions } from "./multihead-attention.ts";

const make = (options: Partial<MultiheadAttentionOptions> = {}) =>
  new MultiheadAttention(4, 2, { rng: new Philox(1), dtype: "float64", batchFirst: true, ...options });
const normal = (seed: number, ...shape: number[]) =>
  randn(shape, { rng: new Philox(seed), dtype: "float64" });
const near = (a: Tensor, b: Tensor) => {
  expect(a.shape).toEqual(b.shape);
  expect(allclose(a, b, { rtol: 1e-12, atol: 1e-14 })).toBe(true);
};
const later = tensor([
  [false, true, true],
  [false, false, true],
  [false, false, false],
]);

it("by hand: one head that projects nothing weighs values by e to the products of queries and keys", () => {
  const model = new MultiheadAttention(1, 1, { rng: new Philox(0), dtype: "float64", bias: false });
  noGrad(() => model.inProjWeight!.fill_(1));
  noGrad(() => model.outProj.weight.copy_(eye(1, { dtype: "float64" })));
  const column = (...values: number[]) =>
    tensor(
      values.map((value) => [value]),
      { dtype: "float64" },
    );
  const [output, weights] = model.forward(column(1), column(0, Math.log(3)), column(4, 8));
  // e⁰ : e^(ln 3) = 1 : 3
  near(weights!, tensor([[0.25, 0.75]], { dtype: "float64" }));
  near(output, column(7));
});

describe("masks", () => {
  it("causal: a later token changes no earlier output", () => {
    const model = make();
    const x = normal(2, 2, 5, 4);
    const changed = x.clone();
    changed.data.fill(9, 3 * 4, 5 * 4); // the last two tokens of the first sample
    for (const needWeights of [true, false]) {
      const run = (y: Tensor) => model.forward(y, y, y, { isCausal: true, needWeights })[0];
      const [a, b] = [run(x), run(changed)];
      expect(b.slice(0, [0, 3]).toArray()).toEqual(a.slice(0, [0, 3]).toArray());
      expect(b.slice(0, [3, 5]).toArray()).not.toEqual(a.slice(0, [3, 5]).toArray());
    }
  });

  it("padding: what stands in padded keys changes nothing", () => {
    const model = make();
    const x = normal(3, 1, 3, 4);
    const other = x.clone();
    other.data.fill(-7, 8);
    const keyPaddingMask = tensor([[false, false, true]]);
    const run = (y: Tensor) => model.forward(x, y, y, { keyPaddingMask })[0].toArray();
    expect(run(other)).toEqual(run(x));
  });

  it("isCausal, the bool mask and the additive one say the same, with weights and without, compiled and not", () => {
    const model = make();
    const x = normal(4, 2, 3, 4);
    const additive = zeros([3, 3], { dtype: "float64" }).maskedFill(later, Number.NEGATIVE_INFINITY);
    const [wanted, weights] = model.forward(x, x, x, { attnMask: later });
    for (const masks of [{ isCausal: true }, { attnMask: later }, { attnMask: additive }]) {
      for (const needWeights of [true, false]) {
        const run = (y: Tensor) => model.forward(y, y, y, { ...masks, needWeights });
        const [output, found] = run(x);
        near(output, wanted);
        if (needWeights) near(found!, weights!);
        else expect(found).toBe(null);
        near(compile((y: Tensor) => noGrad(() => run(y)[0]))(x), wanted);
      }
    }
  });

  it("a query that may look nowhere gets NaN, as in PyTorch; the others do not", () => {
    const x = normal(5, 1, 2, 4);
    const attnMask = tensor([
      [true, true],
      [false, false],
    ]);
    const [output] = make().forward(x, x, x, { attnMask });
    expect(output.slice(0, 0).data.every(Number.isNaN)).toBe(true);
    expect(output.slice(0, 1).data.every(Number.isFinite)).toBe(true);
  });
});

it("without a mask, queries in another order give outputs in that order, and keys in another order the same", () => {
  const model = make();
  const x = normal(6, 2, 3, 4);
  const turned = indexSelect(x, 1, tensor([2, 0, 1], { dtype: "int32" }));
  const [output] = model.forward(x, x, x);
  const [other] = model.forward(turned, turned, turned);
  near(other, indexSelect(output, 1, tensor([2, 0, 1], { dtype: "int32" })));
});

it("one tensor as query, key and value gives what three equal ones give", () => {
  const model = make();
  const [x, y] = [normal(7, 2, 3, 4), normal(8, 2, 5, 4)];
  near(model.forward(x, x, x)[0], model.forward(x, x.clone(), x.clone())[0]);
  near(model.forward(x, y, y)[0], model.forward(x, y, y.clone())[0]);
});

it("weights are means over the heads, or those of each; each row adds up to 1", () => {
  const x = normal(9, 2, 3, 4);
  const [, mean] = make().forward(x, x, x);
  const [, each] = make().forward(x, x, x, { averageAttnWeights: false });
  expect(each!.shape).toEqual([2, 2, 3, 3]);
  near(each!.mean({ dim: 1 }), mean!);
  near(mean!.sum({ dim: -1 }), zeros([2, 3], { dtype: "float64" }).add(1));
});

it("a key of zeros takes its share of the weights: it stands behind the keys", () => {
  const x = normal(10, 1, 2, 4);
  const [, weights] = make({ addZeroAttn: true, addBiasKv: true }).forward(x, x, x);
  expect(weights!.shape).toEqual([1, 2, 4]);
});

it("drops weights in training only", () => {
  const model = make({ dropout: 0.5 });
  const x = normal(11, 1, 3, 4);
  const [, weights] = model.forward(x, x, x, { averageAttnWeights: false });
  expect(weights!.data.some((weight) => weight === 0)).toBe(true);
  expect(model.forward(x, x, x)[0].toArray()).not.toEqual(model.forward(x, x, x)[0].toArray());
  model.eval();
  expect(model.forward(x, x, x)[0].toArray()).toEqual(make().forward(x, x, x)[0].toArray());
});

it("compile takes attention as a whole where no weights are needed: forward and gradients are one kernel each", () => {
  const model = make({ dtype: "float32" });
  const step = compile((x: Tensor) => {
    model.zeroGrad();
    model.forward(x, x, x, { isCausal: true, needWeights: false })[0].sum().backward();
  });
  step(randn([2, 3, 4], { rng: new Philox(12) }));
  const titles = step.explain().kernels.map(({ title }) => title);
  expect(titles.filter((title) => title.includes("as a whole"))).toEqual([
    "attention, as a whole",
    "attentionGradients, as a whole",
  ]);
});

it.each([
  [
    "heads that do not divide the width",
    () => new MultiheadAttention(4, 3, { rng: new Philox(0) }),
    "embedDim 4 for 3 heads, a multiple of 3",
  ],
  [
    "no heads",
    () => new MultiheadAttention(4, 0, { rng: new Philox(0) }),
    "numHeads 0, a whole number from 1",
  ],
  [
    "another width",
    () => make().forward(normal(1, 2, 3, 5), normal(1, 2, 3, 4), normal(1, 2, 3, 4)),
    "query, key and value [2, 3, 5], [2, 3, 4], [2, 3, 4], [B, L, 4], [B, S, 4], [B, S, 4] are needed",
  ],
  [
    "more values than keys",
    () => make().forward(normal(1, 2, 3, 4), normal(1, 2, 3, 4), normal(1, 2, 4, 4)),
    "query, key and value",
  ],
  [
    "another batch",
    () => make().forward(normal(1, 2, 3, 4), normal(1, 1, 3, 4), normal(1, 1, 3, 4)),
    "query, key and value",
  ],
])("refuses %s", (_, wrong, message) => {
  expect(wrong).toThrow(`MultiheadAttention: ${message}`);
});
