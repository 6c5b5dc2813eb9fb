import { describe, expect, it } from "vitest";
import { gather, indexAdd, indexSelect, oneHot, scatterAdd, tensor, zeros } from "../index.ts";

const x = tensor(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  { requiresGrad: true },
);
const int = (data: number[] | number[][]) => tensor(data, { dtype: "int32" });

describe("indexSelect and indexAdd", () => {
  it("take and add whole slices", () => {
    expect(indexSelect(x, 1, int([2, 0, 2])).toArray()).toEqual([
      [3, 1, 3],
      [6, 4, 6],
    ]);
    expect(
      indexAdd(
        zeros([2, 2]),
        0,
        int([1, 1]),
        tensor([
          [1, 2],
          [10, 20],
        ]),
      ).toArray(),
    ).toEqual([
      [0, 0],
      [11, 22],
    ]);
  });

  it("a slice taken twice gets both gradients", () => {
    x.grad = null;
    indexSelect(x, 1, int([2, 0, 2]))
      .sum()
      .backward();
    expect(x.grad!.toArray()).toEqual([
      [1, 0, 2],
      [1, 0, 2],
    ]);
  });
});

describe("gather and scatterAdd", () => {
  it("take and add one element for each index", () => {
    expect(gather(x, 1, int([[2], [0]])).toArray()).toEqual([[3], [4]]);
    expect(gather(x, 0, int([[1, 0]])).toArray()).toEqual([[4, 2]]);
    expect(
      scatterAdd(
        zeros([2, 2]),
        1,
        int([
          [0, 0],
          [1, 0],
        ]),
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ).toArray(),
    ).toEqual([
      [3, 0],
      [4, 3],
    ]);
  });

  it("pick the log-probability of each row's class", () => {
    x.grad = null;
    gather(x, 1, int([[2], [0]]))
      .sum()
      .backward();
    expect(x.grad!.toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
  });
});

it("oneHot marks the class in a new last dimension", () => {
  expect(oneHot(int([1, 0]), 3).toArray()).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ]);
});

describe("indices", () => {
  it("out of range are refused by value and place", () => {
    expect(() => indexSelect(x, 1, int([0, 3]))).toThrow(
      "indexSelect: index 3 at element 1 for dim 1 of size 3, 0 to 2 is needed",
    );
    expect(() => gather(x, 1, int([[-1], [0]]))).toThrow("gather: index -1 at element 0 for dim 1 of size 3");
    expect(() => oneHot(int([3]), 3)).toThrow("oneHot: index 3 at element 0 for 3 classes, 0 to 2 is needed");
    expect(() => oneHot(int([3]), 0)).toThrow("oneHot: 0 classes, a whole number from 1 is needed");
  });

  it("of another dtype or shape are refused", () => {
    expect(() => gather(x, 1, tensor([[0], [1]]))).toThrow(
      'gather: an index of dtype float32, int32 is needed; to("int32") converts',
    );
    expect(() => gather(x, 1, int([0, 1]))).toThrow("gather: index [2] for [2, 3] along dim 1");
    expect(() => gather(x, 0, int([[0, 0, 0, 0]]))).toThrow(RangeError);
    expect(() => indexSelect(x, 1, int([[0]]))).toThrow("indexSelect: x of shape [2, 3], index [1, 1]");
    expect(() => indexSelect(tensor(1), 0, int([0]))).toThrow(RangeError);
  });

  it("and sources must match", () => {
    expect(() =>
      scatterAdd(
        x,
        1,
        int([[0], [1]]),
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toThrow("scatterAdd: a source of [2, 2] and dtype float32, [2, 1] and float32 are needed");
    expect(() => indexAdd(x, 1, int([0]), tensor([[1], [2]], { dtype: "float64" }))).toThrow(RangeError);
  });
});
