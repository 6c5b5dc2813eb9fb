import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseIdx } from "./idx.ts";

const folder = process.env.BLANKFILE_DATA!;
const read = (name: string) => gunzipSync(readFileSync(path.join(folder, "mnist", name)));

describe("MNIST as published", () => {
  it("has 60,000 and 10,000 images of 28 × 28, and the labels' known counts", () => {
    expect(parseIdx(read("train-images-idx3-ubyte.gz")).shape).toEqual([60000, 28, 28]);
    expect(parseIdx(read("t10k-images-idx3-ubyte.gz")).shape).toEqual([10000, 28, 28]);
    const count = (labels: ArrayLike<number>) =>
      Array.from({ length: 10 }, (_, digit) => Array.from(labels).filter((l) => l === digit).length);
    const train = parseIdx(read("train-labels-idx1-ubyte.gz"));
    const test = parseIdx(read("t10k-labels-idx1-ubyte.gz"));
    expect(count(train.data)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(count(test.data)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
  });

  it("has the first training image's known pixels: a five, whose first ink is 3 at row 5, column 12", () => {
    const { data } = parseIdx(read("train-images-idx3-ubyte.gz"));
    const first = data.findIndex((pixel) => pixel > 0);
    expect([Math.floor(first / 28), first % 28, data[first]]).toEqual([5, 12, 3]);
    expect(parseIdx(read("train-labels-idx1-ubyte.gz")).data[0]).toBe(5);
  });
});
