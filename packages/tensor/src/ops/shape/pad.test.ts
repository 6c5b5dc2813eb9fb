import { expect, it } from "vitest";
import { pad, tensor } from "../../index.ts";

const x = tensor([[1, 2]]);

it("by hand, the last dimension first", () => {
  expect(pad(x, [1, 0]).toArray()).toEqual([[0, 1, 2]]);
  expect(pad(x, [0, 1, 1, 0], { value: 9 }).toArray()).toEqual([
    [9, 9, 9],
    [1, 2, 9],
  ]);
});

it("refuses what would take away or does not fit", () => {
  expect(() => pad(x, [-1, 0])).toThrow("pad: padding [-1, 0], whole numbers from 0 are needed");
  expect(() => pad(x, [1])).toThrow("pad: 1 numbers for [1, 2]");
  expect(() => pad(tensor([1], { dtype: "int32" }), [1, 1], { value: 0.5 })).toThrow(
    "pad: value 0.5 for dtype int32, one that fits is needed",
  );
});
