import { compile, Philox, type Tensor, tensor, zeros } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  Bilinear,
  Embedding,
  Flatten,
  GELU,
  Identity,
  Linear,
  Sequential,
  SGD,
  Unflatten,
} from "../index.ts";

const rng = () => new Philox(9);
const words = (...indices: number[]) => tensor(indices, { dtype: "int32" });

describe("by hand", () => {
  it("Bilinear: x₁ᵀ A x₂ + b", () => {
    const module = new Bilinear(2, 2, 1, { rng: rng() });
    module.loadStateDict({
      weight: tensor([
        [
          [1, 2],
          [3, 4],
        ],
      ]),
      bias: tensor([100]),
    });
    // 1·1·5 + 1·2·6 + 2·3·5 + 2·4·6
    expect(module.forward(tensor([[1, 2]]), tensor([[5, 6]])).toArray()).toEqual([[195]]);
  });

  it("shapes: Flatten, Unflatten, Identity", () => {
    const x = zeros([2, 3, 4]);
    expect(new Flatten().forward(x).shape).toEqual([2, 12]);
    expect(new Flatten({ startDim: 0, endDim: -2 }).forward(x).shape).toEqual([6, 4]);
    expect(new Unflatten(-1, [2, 2]).forward(x).shape).toEqual([2, 3, 2, 2]);
    expect(new Identity().forward(x)).toBe(x);
  });
});

describe("Embedding", () => {
  it("looks rows up, and gives each the sum of its gradients", () => {
    const module = Embedding.fromPretrained(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      { freeze: false },
    );
    const y = module.forward(words(1, 1, 0));
    expect(y.toArray()).toEqual([
      [3, 4],
      [3, 4],
      [1, 2],
    ]);
    y.sum().backward();
    expect(module.weight.grad!.toArray()).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("fromPretrained copies its table and freezes it", () => {
    const table = tensor([[1, 2]]);
    const module = Embedding.fromPretrained(table);
    table.fill_(0);
    expect(module.weight.toArray()).toEqual([[1, 2]]);
    expect(module.weight.requiresGrad).toBe(false);
  });

  it("the padding row is 0 and stays so while the others learn", () => {
    const module = new Embedding(3, 2, { rng: rng(), paddingIdx: -1 });
    const optimizer = new SGD(module.parameters(), { lr: 1 });
    expect(module.weight.slice(2).toArray()).toEqual([0, 0]);
    module.forward(words(0, 2)).sum().backward();
    expect(module.weight.grad!.toArray()).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    optimizer.step();
    expect(module.weight.slice(2).toArray()).toEqual([0, 0]);
  });

  it("maxNorm shrinks only rows that are looked up and too long, eagerly and compiled", () => {
    for (const compiled of [false, true]) {
      const table = tensor(
        [
          [3, 4],
          [0.3, 0.4],
          [6, 8],
        ],
        { dtype: "float64" },
      );
      const module = Embedding.fromPretrained(table, { maxNorm: 1, freeze: false });
      const forward = (x: Tensor) => module.forward(x);
      const y = (compiled ? compile(forward) : forward)(words(0, 1, 0));
      const shrunk = [0.6, 0.8].map((value) => expect.closeTo(value, 6));
      expect(y.toArray()).toEqual([shrunk, [0.3, 0.4], shrunk]);
      expect(module.weight.toArray()).toEqual([shrunk, [0.3, 0.4], [6, 8]]);
    }
  });
});

it("a linear layer and GELU are a product and one loop in a compiled function", () => {
  const model = new Sequential(new Linear(8, 4, { rng: rng() }), new GELU());
  const step = compile((x: Tensor) => model.forward(x));
  step(zeros([5, 8]));
  expect(step.explain().kernels.map(({ kind }) => kind)).toEqual(["product", "loop"]);
});

describe("what may be given wrong", () => {
  const cases: [string, () => unknown, RegExp][] = [
    [
      "a table of another size",
      () => new Embedding(3, 2, { weight: zeros([2, 3]) }),
      /^Embedding: weight \[2, 3\], \[3, 2\]/,
    ],
    [
      "an index that is no row",
      () => new Embedding(3, 2, { rng: rng() }).forward(words(0, 3)),
      /^Embedding: index 3 at element 1, 0 to 2/,
    ],
    [
      "indices in floats",
      () => new Embedding(3, 2, { rng: rng() }).forward(zeros([1])),
      /^Embedding: indices of dtype float32, int32/,
    ],
    [
      "a padding row beyond the end",
      () => new Embedding(3, 2, { rng: rng(), paddingIdx: 3 }),
      /^Embedding: paddingIdx 3, -3 to 2/,
    ],
    ["a largest norm of 0", () => new Embedding(3, 2, { rng: rng(), maxNorm: 0 }), /^Embedding: maxNorm 0/],
    [
      "a table of whole numbers",
      () => Embedding.fromPretrained(tensor([[1]], { dtype: "int32" })),
      /^Embedding.fromPretrained: a table \[1, 1\] of dtype int32/,
    ],
    [
      "dimensions that are not there",
      () => new Flatten({ endDim: 3 }).forward(zeros([2, 2])),
      /^Flatten: input \[2, 2\]/,
    ],
    [
      "sizes of another product",
      () => new Unflatten(1, [2, 3]).forward(zeros([2, 5])),
      /^Unflatten: input \[2, 5\], size 6/,
    ],
    [
      "batches of two sizes",
      () => new Bilinear(2, 2, 1, { rng: rng() }).forward(zeros([3, 2]), zeros([4, 2])),
      /^Bilinear: inputs \[3, 2\] and \[4, 2\]/,
    ],
  ];
  for (const [name, call, message] of cases) it(name, () => expect(call).toThrow(message));
});
