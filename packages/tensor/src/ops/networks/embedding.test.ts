import { expect, it } from "vitest";
import { embedding, tensor } from "../../index.ts";

const index = tensor([1, 0, 1], { dtype: "int32" });
const weight = (): ReturnType<typeof tensor> =>
  tensor(
    [
      [1, 2],
      [3, 4],
    ],
    { requiresGrad: true },
  );

it("by hand: rows used twice get both gradients", () => {
  const w = weight();
  const y = embedding(index, w);
  expect(y.toArray()).toEqual([
    [3, 4],
    [1, 2],
    [3, 4],
  ]);
  y.sum().backward();
  expect(w.grad!.toArray()).toEqual([
    [1, 1],
    [2, 2],
  ]);
});

it("the padding row gets no gradient", () => {
  const w = weight();
  embedding(index, w, { paddingIdx: 1 }).sum().backward();
  expect(w.grad!.toArray()).toEqual([
    [1, 1],
    [0, 0],
  ]);
});

it("refuses an index beyond the rows, and a padding row that is none", () => {
  expect(() => embedding(tensor([2], { dtype: "int32" }), weight())).toThrow("index 2 at element 0");
  expect(() => embedding(index, weight(), { paddingIdx: 2 })).toThrow(
    "embedding: paddingIdx 2, 0 to 1 is needed",
  );
});
