import { describe, expect, it } from "vitest";
import { parseFashionMnist, parseMnist } from "./mnist.ts";

const word = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const images = (n: number, h = 28, w = 28) =>
  Uint8Array.from([0, 0, 8, 3, ...word(n), ...word(h), ...word(w), ...Array(n * h * w).fill(9)]);
const labels = (...l: number[]) => Uint8Array.from([0, 0, 8, 1, ...word(l.length), ...l]);

describe("parseMnist", () => {
  it("reads two images and their labels", () => {
    const set = parseMnist(images(2), labels(7, 2));
    expect([set.shape, [...set.labels], set.pixels[0], set.classes[7]]).toEqual([
      [2, 1, 28, 28],
      [7, 2],
      9,
      "7",
    ]);
    expect(parseFashionMnist(images(1), labels(9)).classes[9]).toBe("Ankle boot");
  });

  it("refuses files of two parts, of other sizes, and in the wrong order", () => {
    expect(() => parseMnist(images(2), labels(1))).toThrow(/2 images and 1 labels/);
    expect(() => parseMnist(images(1, 27, 28), labels(1))).toThrow(/27 × 28/);
    expect(() => parseMnist(labels(1), images(1))).toThrow(/images of shape \[1\].*in this order/);
    expect(() => parseMnist(images(1), labels(10))).toThrow(/label 10 of image 0/);
  });
});
