import { allclose, compile, gradcheck, Philox, rand, randn, type Tensor, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import type { Reduction } from "../index.ts";
import * as nn from "../index.ts";

/** The contract that every loss of the index keeps. A new one needs a line here, or the first test fails. */
interface Kept {
  /** What the loss differentiates, in float64. */
  inputs: Tensor[];
  loss: (reduction: Reduction, ...inputs: Tensor[]) => Tensor;
}

type DType = "float32" | "float64";

const [N, K] = [4, 3];
const normal = (seed: number, ...shape: number[]) =>
  randn(shape, { rng: new Philox(seed), dtype: "float64", requiresGrad: true });
const uniform = (seed: number, ...shape: number[]) => {
  const x = rand(shape, { rng: new Philox(seed), dtype: "float64" })
    .mul(0.9)
    .add(0.05);
  x.requiresGrad = true;
  return x;
};
const ints = (values: number[] | number[][]) => tensor(values, { dtype: "int32" });
const classes = ints([2, 0, 1, 1]);
const signs = tensor([1, -1, -1, 1], { dtype: "float64" });
const yesNo = tensor([0, 1, 1, 0], { dtype: "float64" });
const square = tensor(
  [
    [0, 1, 1],
    [1, 0, 0],
    [0, 0, 1],
    [1, 1, 0],
  ],
  { dtype: "float64" },
);
const labels = ints([
  [2, -1, 0],
  [0, 1, -1],
  [-1, 1, 1],
  [1, 2, 0],
]);
const two = [normal(6, N, K), normal(7, N, K)];
/** Other arguments of the loss in the dtype of its inputs. */
const like = (x: Tensor, other: Tensor) => other.to(x.dtype as DType);

const losses: Record<string, Kept> = {
  binaryCrossEntropy: {
    inputs: [uniform(1, N, K)],
    loss: (reduction, x) => nn.binaryCrossEntropy(x!, like(x!, square), { reduction }),
  },
  binaryCrossEntropyWithLogits: {
    inputs: two,
    loss: (reduction, x, y) =>
      nn.binaryCrossEntropyWithLogits(x!, y!.sigmoid(), {
        posWeight: like(x!, tensor([2, 0.5, 1])),
        reduction,
      }),
  },
  contrastiveLoss: {
    inputs: two,
    loss: (reduction, x, y) => nn.contrastiveLoss(x!, y!, like(x!, yesNo), { margin: 3, reduction }),
  },
  cosineEmbeddingLoss: {
    inputs: two,
    loss: (reduction, x, y) => nn.cosineEmbeddingLoss(x!, y!, like(x!, signs), { reduction }),
  },
  crossEntropy: {
    inputs: [normal(6, N, K)],
    loss: (reduction, x) => nn.crossEntropy(x!, classes, { labelSmoothing: 0.1, ignoreIndex: 0, reduction }),
  },
  ctcLoss: {
    inputs: [normal(8, 5, 2, K)],
    loss: (reduction, x) =>
      nn.ctcLoss(
        x!,
        ints([
          [1, 1],
          [2, 0],
        ]),
        [5, 4],
        [2, 1],
        { reduction },
      ),
  },
  diceLoss: {
    inputs: [uniform(2, N, K), uniform(3, N, K)],
    loss: (reduction, x, y) => nn.diceLoss(x!, y!, { reduction }),
  },
  focalLoss: {
    inputs: [normal(6, N, K)],
    loss: (reduction, x) =>
      nn
        .focalLoss(x!, classes, { alpha: like(x!, tensor([1, 2, 0.5])), reduction })
        .add(nn.focalLoss(x!.sum({ dim: 1 }), like(x!, yesNo), { alpha: 0.25, gamma: 1.5, reduction })),
  },
  gaussianNllLoss: {
    inputs: [...two, uniform(4, N, K)],
    loss: (reduction, x, y, v) => nn.gaussianNllLoss(x!, y!, v!, { full: true, reduction }),
  },
  hingeEmbeddingLoss: {
    inputs: [normal(6, N)],
    loss: (reduction, x) => nn.hingeEmbeddingLoss(x!, like(x!, signs), { reduction }),
  },
  huberLoss: { inputs: two, loss: (reduction, x, y) => nn.huberLoss(x!, y!, { delta: 0.7, reduction }) },
  infoNceLoss: { inputs: two, loss: (reduction, x, y) => nn.infoNceLoss(x!, y!, { reduction }) },
  klDiv: {
    inputs: [normal(6, N, K), uniform(5, N, K)],
    loss: (reduction, x, y) =>
      nn.klDiv(x!, y!, { reduction }).add(nn.klDiv(x!, y!, { logTarget: true, reduction })),
  },
  l1Loss: { inputs: two, loss: (reduction, x, y) => nn.l1Loss(x!, y!, { reduction }) },
  logCoshLoss: { inputs: two, loss: (reduction, x, y) => nn.logCoshLoss(x!, y!, { reduction }) },
  marginRankingLoss: {
    inputs: [normal(6, N), normal(7, N)],
    loss: (reduction, x, y) => nn.marginRankingLoss(x!, y!, like(x!, signs), { margin: 0.5, reduction }),
  },
  mseLoss: { inputs: two, loss: (reduction, x, y) => nn.mseLoss(x!, y!, { reduction }) },
  multiMarginLoss: {
    inputs: [normal(6, N, K)],
    loss: (reduction, x) =>
      nn.multiMarginLoss(x!, classes, { p: 2, weight: like(x!, tensor([1, 2, 0.5])), reduction }),
  },
  multilabelMarginLoss: {
    inputs: [normal(6, N, K)],
    loss: (reduction, x) => nn.multilabelMarginLoss(x!, labels, { reduction }),
  },
  multilabelSoftMarginLoss: {
    inputs: [normal(6, N, K)],
    loss: (reduction, x) => nn.multilabelSoftMarginLoss(x!, like(x!, square), { reduction }),
  },
  nllLoss: {
    inputs: [normal(6, N, K)],
    loss: (reduction, x) =>
      nn.nllLoss(x!, classes, { weight: like(x!, tensor([1, 2, 0.5])), ignoreIndex: 2, reduction }),
  },
  poissonNllLoss: {
    inputs: [uniform(4, N, K), uniform(5, N, K)],
    loss: (reduction, x, y) =>
      nn
        .poissonNllLoss(x!, y!.mul(4), { full: true, reduction })
        .add(nn.poissonNllLoss(x!, y!, { logInput: false, reduction })),
  },
  quantileLoss: {
    inputs: two,
    loss: (reduction, x, y) => nn.quantileLoss(x!, y!, { quantile: 0.9, reduction }),
  },
  smoothL1Loss: {
    inputs: two,
    loss: (reduction, x, y) => nn.smoothL1Loss(x!, y!, { beta: 0.5, reduction }),
  },
  softMarginLoss: {
    inputs: [normal(6, N)],
    loss: (reduction, x) => nn.softMarginLoss(x!, like(x!, signs), { reduction }),
  },
  tripletMarginLoss: {
    inputs: [...two, normal(9, N, K)],
    loss: (reduction, x, y, z) => nn.tripletMarginLoss(x!, y!, z!, { swap: true, margin: 3, reduction }),
  },
};

/** Named like a loss, but a number to compare one with. */
const others = ["expectedLoss"];

it("every loss of the index is here", () => {
  const named = Object.keys(nn).filter(
    (name) => /Loss$|Entropy(WithLogits)?$|^klDiv$/.test(name) && !others.includes(name),
  );
  expect(Object.keys(losses).sort()).toEqual(named.sort());
});

const reductions = ["mean", "sum", "none"] as const;

for (const [name, { inputs, loss }] of Object.entries(losses)) {
  describe(name, () => {
    it.each(reductions)("%s: has the gradients of central differences", (reduction) => {
      expect(gradcheck((...x: Tensor[]) => loss(reduction, ...x), inputs)).toBe(true);
    });

    it("the sum is the sum of the losses one by one", () => {
      expect(loss("sum", ...inputs).item()).toBeCloseTo(
        loss("none", ...inputs)
          .sum()
          .item(),
        12,
      );
    });

    it.each(reductions)("%s: gives the same compiled, gradients included", (reduction) => {
      const run = (compiled: boolean): Tensor[] => {
        const leaves = inputs.map((x) => x.detach().clone());
        for (const leaf of leaves) leaf.requiresGrad = true;
        const body = () => {
          const value = loss(reduction, ...leaves);
          for (const leaf of leaves) leaf.grad = null;
          value.mul(value).sum().backward();
          return value.detach();
        };
        const step = compiled ? compile(body) : body;
        step();
        return [step(), ...leaves.map((leaf) => leaf.grad!)];
      };
      const [eager, compiled] = [run(false), run(true)];
      compiled.forEach((value, i) => {
        expect(allclose(value, eager[i]!, { rtol: 1e-12, atol: 1e-12 })).toBe(true);
      });
    });

    it("keeps float32, in value and gradient", () => {
      const narrow = inputs.map((x) => x.detach().to("float32"));
      for (const x of narrow) x.requiresGrad = true;
      const value = loss("mean", ...narrow);
      expect(value.dtype).toBe("float32");
      value.backward();
      for (const x of narrow) expect(x.grad!.dtype).toBe("float32");
      expect(Math.abs(value.item() / loss("mean", ...inputs).item() - 1)).toBeLessThan(1e-4);
    });

    it("refuses another reduction by name", () => {
      expect(() => loss("average" as Reduction, ...inputs)).toThrow(
        new RegExp(`^${name}: reduction "average"`),
      );
    });
  });
}
