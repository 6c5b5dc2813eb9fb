import { tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { collate } from "./collate.ts";

describe("collate", () => {
  it("stacks tensors and gathers numbers, booleans and texts, in arrays and objects", () => {
    const batch = collate([
      { x: tensor([1, 2]), more: [1, true, "a"] as const },
      { x: tensor([3, 4]), more: [2, false, "b"] as const },
    ]);
    expect(batch.x.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const [number, flag, text] = batch.more;
    expect([number.dtype, number.toArray(), flag.dtype, text]).toEqual([
      "float32",
      [1, 2],
      "bool",
      ["a", "b"],
    ]);
  });

  it("refuses samples that differ in kind, and kinds that it does not know, by place", () => {
    expect(() => collate([{ a: 1 }, { a: "x" }] as object[])).toThrow(
      /a string in sample 1 at "a", a number is needed/,
    );
    expect(() => collate([[1], [1, 2]])).toThrow(/an array of 2 in sample 1, an array of 1/);
    expect(() => collate([{ a: [new Date(0)] }] as object[])).toThrow(/a Date at "a" at 0, tensors/);
    expect(() => collate([tensor([1]), tensor([1, 2])])).toThrow(/stack: tensor 1 has shape \[2\]/);
    expect(() => collate([])).toThrow(/no samples/);
  });
});
