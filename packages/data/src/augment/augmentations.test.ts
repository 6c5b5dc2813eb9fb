import { Philox, type Tensor, tensor } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomAffine, randomRotation } from "./affine.ts";
import { type Augmentation, compose } from "./augmentation.ts";
import { adjustBrightness, adjustContrast, adjustSaturation, colorJitter } from "./color-jitter.ts";
import { randomCrop } from "./crop.ts";
import { cutout } from "./cutout.ts";
import { randomHorizontalFlip } from "./flip.ts";
import { normalize } from "./normalize.ts";

const seeds = Array.from({ length: 200 }, (_, i) => i);
const image = tensor([
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
]);
const color = tensor([[[0.2, 0.4]], [[0.6, 0.4]], [[0.4, 0.8]]], { dtype: "float64" });
const results = (augment: Augmentation, of: Tensor = image) =>
  seeds.map((seed) => augment(of, new Philox(seed)).toArray() as number[][][]);
const kinds = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value)));

describe("randomHorizontalFlip", () => {
  it("changes left and right in about half of the cases, always or never as told", () => {
    const flipped = [
      [
        [3, 2, 1],
        [6, 5, 4],
      ],
    ];
    const half = results(randomHorizontalFlip());
    expect(kinds(half)).toEqual(new Set([JSON.stringify(image.toArray()), JSON.stringify(flipped)]));
    const share = half.filter((x) => x[0]![0]![0] === 3).length / 200;
    // Three standard deviations of such a share are 0.106.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.107);
    expect(kinds(results(randomHorizontalFlip({ p: 1 })))).toEqual(new Set([JSON.stringify(flipped)]));
    expect(kinds(results(randomHorizontalFlip({ p: 0 }))).size).toBe(1);
  });
});

describe("randomCrop", () => {
  it("takes each part of 2 × 2 of an image of 2 × 3", () => {
    expect(kinds(results(randomCrop(2)))).toEqual(new Set(["[[[1,2],[4,5]]]", "[[[2,3],[5,6]]]"]));
  });

  it("with padding moves the image by up to so many pixels, and fills", () => {
    const moved = results(randomCrop([2, 3], { padding: 1, fill: 9 }));
    expect(kinds(moved).size).toBe(9);
    expect(kinds(moved)).toContain("[[[9,9,9],[9,1,2]]]");
    expect(kinds(moved)).toContain("[[[5,6,9],[9,9,9]]]");
  });

  it("refuses a part larger than the padded image", () => {
    expect(() => randomCrop(4)(image, new Philox(0))).toThrow(/4 × 4 from 2 × 3 with padding 0/);
    expect(() => randomCrop(0)).toThrow(/size 0 × 0/);
  });
});

describe("cutout", () => {
  it("blots out a square about any pixel, cut off at the edge", () => {
    const blotted = results(cutout({ size: 1, value: 0 }));
    expect(blotted.every((x) => x.flat(2).filter((v) => v === 0).length === 1)).toBe(true);
    expect(kinds(blotted).size).toBe(6);
    const counts = results(cutout({ size: 3 })).map((x) => x.flat(2).filter((v) => v === 0).length);
    expect(new Set(counts)).toEqual(new Set([4, 6]));
  });
});

describe("normalize", () => {
  it("takes the mean off and divides, by channel", () => {
    const y = normalize({ mean: [1], std: [2] })(image, new Philox(0));
    expect(y.toArray()).toEqual([
      [
        [0, 0.5, 1],
        [1.5, 2, 2.5],
      ],
    ]);
    expect(() => normalize({ mean: [0, 0], std: [1, 1] })(image, new Philox(0))).toThrow(/1 channels, 2/);
    expect(() => normalize({ mean: [0], std: [0] })).toThrow(/std \[0\]/);
  });
});

describe("colour", () => {
  const close = (a: Tensor, b: number[]) =>
    b.forEach((value, i) => {
      expect(a.data[i]).toBeCloseTo(value, 12);
    });
  // 0.2989 · 0.2 + 0.587 · 0.6 + 0.114 · 0.4 and 0.2989 · 0.4 + 0.587 · 0.4 + 0.114 · 0.8
  const [left, right] = [0.45758, 0.44556];

  it("brightness multiplies and cuts off at 1", () =>
    close(adjustBrightness(color, 1.5), [0.3, 0.6, 0.9, 0.6, 0.6, 1]));

  it("contrast goes towards the mean grey", () => {
    const m = (left + right) / 2;
    close(adjustContrast(color, 0), Array(6).fill(m));
    close(
      adjustContrast(color, 0.5),
      [0.2, 0.4, 0.6, 0.4, 0.4, 0.8].map((v) => 0.5 * v + 0.5 * m),
    );
  });

  it("saturation goes towards the pixel's own grey", () => {
    close(adjustSaturation(color, 0), [left, right, left, right, left, right]);
    close(adjustSaturation(color, 1), [0.2, 0.4, 0.6, 0.4, 0.4, 0.8]);
  });

  it("jitter stays within 0 and 1, differs by seed, and leaves the image alone at 0", () => {
    const jittered = results(colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4 }), color);
    expect(jittered.flat(3).every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(kinds(jittered).size).toBe(200);
    expect(colorJitter({})(color, new Philox(0))).toBe(color);
  });

  it("needs three channels and factors from 0", () => {
    expect(() => adjustSaturation(image, 1)).toThrow(/1 channels, 3/);
    expect(() => colorJitter({ brightness: -1 })).toThrow(/brightness -1/);
  });
});

describe("augmentations", () => {
  const some = [
    randomHorizontalFlip(),
    randomCrop(2, { padding: 1 }),
    cutout({ size: 2 }),
    randomAffine({ degrees: 10, translate: [0.1, 0.1], scale: [0.9, 1.1], shear: 5 }),
    randomRotation(20),
  ];

  it("change the same image in the same way with the same rng, and never the one that was given", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.subarray(some), (seed, chosen) => {
        const all = compose(...chosen);
        expect(all(image, new Philox(seed)).toArray()).toEqual(all(image, new Philox(seed)).toArray());
        expect(image.toArray()).toEqual([
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ]);
      }),
    );
  });

  it("draw each for itself in a composition", () => {
    const flip = randomHorizontalFlip();
    const noDraw = compose(normalize({ mean: [0], std: [1] }), flip);
    const manyDraws = compose(randomCrop([2, 3]), flip);
    expect(results(noDraw)).toEqual(results(manyDraws));
  });

  it("keep float64, and refuse what is no image", () => {
    for (const augment of some) expect(augment(image.to("float64"), new Philox(0)).dtype).toBe("float64");
    expect(() => some[0]!(tensor([1, 2]), new Philox(0))).toThrow(/shape \[2\] of float32, an image/);
    expect(() => some[0]!(image.to("int32"), new Philox(0))).toThrow(/of int32/);
    expect(() => randomHorizontalFlip({ p: 2 })).toThrow(/p 2/);
  });
});
