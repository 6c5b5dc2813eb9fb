import { Philox, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { concat, type Dataset, mapDataset, subset, tensorDataset } from "./dataset.ts";

const letters = (text: string): Dataset<string> => ({ length: text.length, at: (i) => text[i]! });
const all = <T>(dataset: Dataset<T>) =>
  Array.from({ length: dataset.length }, (_, i) => dataset.at(i, new Philox(0)));

describe("data sets", () => {
  it("of tensors give a row of each", () => {
    const pairs = tensorDataset(
      tensor([
        [1, 2],
        [3, 4],
      ]),
      tensor([7, 8]),
    );
    const [x, y] = pairs.at(1);
    expect([pairs.length, x.toArray(), y.toArray()]).toEqual([2, [3, 4], 8]);
    const [xs, ys] = pairs.batch!([1, 0]);
    expect([xs.toArray(), ys.toArray()]).toEqual([
      [
        [3, 4],
        [1, 2],
      ],
      [8, 7],
    ]);
  });

  it("can be parts and sums of others", () => {
    expect(all(subset(letters("abcd"), [3, 0, 3])).join("")).toBe("dad");
    expect(all(concat(letters("ab"), letters(""), letters("c"))).join("")).toBe("abc");
  });

  it("can change each sample, with an rng of its own that inner and outer maps share in turn", () => {
    const once = mapDataset(letters("ab"), (letter, rng) => `${letter}${rng.integer(1000)}`);
    const twice = mapDataset(once, (text, rng) => `${text} ${rng.integer(1000)}`);
    const rng = new Philox(3);
    expect(twice.at(0, new Philox(3))).toBe(`a${rng.integer(1000)} ${rng.integer(1000)}`);
  });

  it("refuse indices that are not theirs, sizes that differ, and a map without an rng", () => {
    expect(() => tensorDataset(tensor([1, 2]), tensor([1]))).toThrow(/first sizes \[2, 1\]/);
    expect(() => tensorDataset({ x: tensor([1]) } as never)).toThrow(
      "tensorDataset: something of type object, tensors [N, …] one after the other are needed: (x, y)",
    );
    expect(() => tensorDataset(tensor(1))).toThrow("tensorDataset: a tensor without dimensions");
    expect(() => tensorDataset(tensor([1, 2])).at(2)).toThrow(/index 2, a whole number from 0 to 1/);
    expect(() => subset(letters("ab"), [2])).toThrow(/subset: index 2/);
    expect(() => concat(letters("a")).at(1)).toThrow(/concat: index 1/);
    expect(() => mapDataset(letters("a"), (x) => x).at(0)).toThrow(/at\(0\) without an rng/);
  });
});
