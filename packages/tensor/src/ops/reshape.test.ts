import { describe, expect, it } from "vitest";
import { arange, flatten, reshape, squeeze, tensor, unsqueeze, zeros } from "../index.ts";

const x = arange(6);

describe("reshape", () => {
  it("keeps the order of elements and works out −1", () => {
    expect(reshape(x, [2, 3]).toArray()).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
    expect(reshape(x, [-1, 2]).shape).toEqual([3, 2]);
    expect(reshape(tensor([7]), []).item()).toBe(7);
  });

  it("shares memory", () => {
    const y = arange(4);
    reshape(y, [2, 2]).mul_(2);
    expect(y.toArray()).toEqual([0, 2, 4, 6]);
  });

  it("refuses another number of elements and a −1 that nothing decides", () => {
    expect(() => reshape(x, [4, 2])).toThrow("reshape: [6] to [4, 2], 6 elements are needed");
    expect(() => reshape(x, [4, -1])).toThrow(
      "reshape: [6] to [4, -1], known sizes whose product divides 6 are needed to work out −1",
    );
    expect(() => reshape(zeros([0]), [0, -1])).toThrow(RangeError);
    expect(() => reshape(x, [-1, -1])).toThrow("reshape: shape [-1], whole sizes from 0 are needed");
  });
});

describe("dimensions of size 1", () => {
  it("come and go", () => {
    const y = zeros([1, 3, 1]);
    expect([squeeze(y).shape, squeeze(y, 0).shape, squeeze(y, 1).shape]).toEqual([[3], [3, 1], [1, 3, 1]]);
    expect([unsqueeze(x, 0).shape, unsqueeze(x, -1).shape]).toEqual([
      [1, 6],
      [6, 1],
    ]);
    expect(() => unsqueeze(x, 2)).toThrow("unsqueeze: dim 2 of a 2-D tensor, -2 to 1 is needed");
  });
});

it("flatten joins dimensions", () => {
  const y = zeros([2, 3, 4]);
  expect([flatten(y).shape, flatten(y, 1).shape, flatten(y, 0, 1).shape]).toEqual([[24], [2, 12], [6, 4]]);
  expect(flatten(tensor(1)).shape).toEqual([1]);
  expect(() => flatten(y, 2, 1)).toThrow("flatten: dims 2 to 1, the first must not lie after the last");
});
