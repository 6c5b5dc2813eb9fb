import { expect, it } from "vitest";
import { arange, conv1d, conv2d, convTranspose2d, ones, Philox, randn, tensor } from "../../index.ts";

const image = arange(9).reshape([1, 1, 3, 3]);

it("by hand: each window's elements times the kernel's", () => {
  const kernel = tensor([
    [1, 0],
    [0, -1],
  ]).reshape([1, 1, 2, 2]);
  expect(conv2d(image, kernel).toArray()).toEqual([
    [
      [
        [-4, -4],
        [-4, -4],
      ],
    ],
  ]);
  expect(conv1d(tensor([[[1, 2, 4]]]), tensor([[[1, -1]]])).toArray()).toEqual([[[-1, -2]]]);
});

it("padding surrounds with zeros, stride skips, dilation spreads", () => {
  expect(
    conv2d(image, ones([1, 1, 3, 3]), { padding: 1, stride: 2 })
      .flatten()
      .toArray(),
  ).toEqual([8, 12, 20, 24]);
  expect(
    conv2d(image, ones([1, 1, 2, 2]), { dilation: 2 })
      .flatten()
      .toArray(),
  ).toEqual([0 + 2 + 6 + 8]);
});

it("⟨conv(x), y⟩ = ⟨x, convTranspose(y)⟩", () => {
  const rng = new Philox(3);
  const x = randn([2, 4, 5, 6], { rng, dtype: "float64" });
  const kernel = randn([6, 2, 3, 2], { rng, dtype: "float64" });
  const options = { stride: [2, 1], padding: [1, 0], dilation: [1, 2], groups: 2 } as const;
  const convolved = conv2d(x, kernel, options);
  const y = randn(convolved.shape, { rng, dtype: "float64" });
  const back = convTranspose2d(y, kernel, options);
  expect(back.shape).toEqual(x.shape);
  expect(convolved.mul(y).sum().item()).toBeCloseTo(x.mul(back).sum().item(), 10);
});

it("refuses kernels for other channels, and windows larger than the image", () => {
  expect(() => conv2d(image, ones([1, 2, 2, 2]))).toThrow(
    "conv2d: kernels [1, 2, 2, 2] in 1 groups for 1 channels",
  );
  expect(() => conv2d(image, ones([1, 1, 4, 4]))).toThrow("conv2d: a window of [4, 4]");
  expect(() => conv2d(image, ones([1, 1, 2, 2]), { bias: ones([2]) })).toThrow("conv2d: a bias of shape [2]");
});
