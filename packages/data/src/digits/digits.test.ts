import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digitsSplit, digitsWriterSplit, loadDigits } from "./digits.ts";
import { digitsSha256 } from "./digits-bytes.ts";

const { images, labels } = await loadDigits();
const counts = (indices: ArrayLike<number>) =>
  Array.from(
    { length: 10 },
    (_, digit) => Array.from(indices).filter((i) => labels.data[i] === digit).length,
  );

describe("the digits", () => {
  it("are the bytes that scikit-learn ships", () => {
    const bytes = Uint8Array.from([...images.data, ...labels.data]);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(digitsSha256);
  });

  it("are 1,797 images of 64 pixels from 0 to 16", () => {
    expect(images.shape).toEqual([1797, 64]);
    expect(labels.shape).toEqual([1797]);
    expect(Math.min(...images.data)).toBe(0);
    expect(Math.max(...images.data)).toBe(16);
  });

  it("begin with a zero whose first row is 0 0 5 13 9 1 0 0", () => {
    expect([...images.data.subarray(0, 8)]).toEqual([0, 0, 5, 13, 9, 1, 0, 0]);
    expect(labels.data[0]).toBe(0);
  });

  it("have the published class counts", () => {
    const all = Array.from({ length: 1797 }, (_, i) => i);
    expect(counts(all)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });
});

describe("the splits", () => {
  it("the stratified one holds every image once, and a fifth of each digit for test", () => {
    const { train, test } = digitsSplit();
    expect([train.length, test.length]).toEqual([1437, 360]);
    expect(new Set([...train, ...test]).size).toBe(1797);
    for (const n of counts(test)) expect(Math.abs(n - 36)).toBeLessThanOrEqual(1);
  });

  it("the one by writers takes the last 360", () => {
    const { train, test } = digitsWriterSplit();
    expect([train.length, test.length, test[0]]).toEqual([1437, 360, 1437]);
  });
});
