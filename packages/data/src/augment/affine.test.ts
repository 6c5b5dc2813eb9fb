import { Philox, tensor } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { type AffineOptions, affine, randomAffine } from "./affine.ts";

const square = tensor(
  [
    [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ],
  ],
  { dtype: "float64" },
);
const changed = (options: AffineOptions) =>
  (affine(square, options).toArray() as number[][][])[0]!.map((row) =>
    row.map((v) => Number(v.toFixed(9)) + 0),
  );

describe("affine", () => {
  it("turns by 90° counter-clockwise", () => {
    expect(changed({ angle: 90 })).toEqual([
      [3, 6, 9],
      [2, 5, 8],
      [1, 4, 7],
    ]);
    expect(changed({ angle: 180 })).toEqual([
      [9, 8, 7],
      [6, 5, 4],
      [3, 2, 1],
    ]);
  });

  it("moves to the right and down, mixing where it is not by whole pixels", () => {
    expect(changed({ translate: [1, 1], fill: 0 })).toEqual([
      [0, 0, 0],
      [0, 1, 2],
      [0, 4, 5],
    ]);
    expect(changed({ translate: [0.5, 0], fill: 1 })).toEqual([
      [1, 1.5, 2.5],
      [2.5, 4.5, 5.5],
      [4, 7.5, 8.5],
    ]);
  });

  it("makes it twice as large about the middle", () => {
    expect(changed({ scale: 2 })).toEqual([
      [3, 3.5, 4],
      [4.5, 5, 5.5],
      [6, 6.5, 7],
    ]);
  });

  it("slants by 45°: the top row a pixel to the left, the bottom row one to the right", () => {
    expect(changed({ shear: 45 })).toEqual([
      [2, 3, 0],
      [4, 5, 6],
      [0, 7, 8],
    ]);
  });

  it("does nothing without options, and turns back what it turned", () => {
    expect([changed({})]).toEqual(square.toArray());
    const back = affine(affine(square, { angle: 90 }), { angle: -90 });
    expect(back.sub(square).abs().max().item()).toBeLessThan(1e-9);
  });

  it("refuses scales and slants that flatten the image", () => {
    expect(() => affine(square, { scale: 0 })).toThrow(/scale 0/);
    expect(() => affine(square, { shear: 90 })).toThrow(/shear 90/);
    expect(() => randomAffine({ degrees: -1 })).toThrow(/degrees -1/);
    expect(() => randomAffine({ degrees: 0, scale: [2, 1] })).toThrow(/scale \[2, 1\]/);
  });
});

describe("randomAffine", () => {
  it("stays within what it was told: a move of a third of 3 pixels is at most one", () => {
    const dot = tensor([
      [
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
      ],
    ]);
    for (let seed = 0; seed < 100; seed++) {
      const moved = randomAffine({ degrees: 0, translate: [1 / 3, 1 / 3] })(dot, new Philox(seed));
      expect(moved.sum().item()).toBeCloseTo(1, 5);
    }
  });
});
