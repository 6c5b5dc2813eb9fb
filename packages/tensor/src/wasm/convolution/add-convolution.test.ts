import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conv2d, grad, Philox, tensor } from "../../index.ts";
import type { Floats } from "../copy-matrix.ts";
import type { Float } from "../lanes.ts";
import { type ConvolutionShape, geometryOf } from "./geometry.ts";
import { convolutionOf } from "./run-convolution.fixture.ts";

const arrays = { float32: Float32Array, float64: Float64Array };

const pairOf = (min: number, max: number) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));

const shapes: fc.Arbitrary<ConvolutionShape> = fc
  .record({
    groups: fc.integer({ min: 1, max: 3 }),
    inside: fc.integer({ min: 1, max: 4 }),
    outside: fc.integer({ min: 1, max: 6 }),
    image: pairOf(1, 20),
    kernel: pairOf(1, 4),
    stride: pairOf(1, 3),
    padding: pairOf(0, 2),
    dilation: pairOf(1, 2),
  })
  .map(({ inside, outside, ...shape }) => ({
    ...shape,
    channels: inside * shape.groups,
    outputs: outside * shape.groups,
  }))
  .filter((shape) => geometryOf(shape, "float32").output.every((n) => n > 0));

/** Whole numbers from −3 to 3: sums of their products are exact in both types, so every order gives the same bits. */
function whole(float: Float, size: number, seed: number): Floats {
  const rng = new Philox(seed);
  return new arrays[float](size).map(() => Math.floor(7 * rng.uniform()) - 3);
}

function sizesOf(shape: ConvolutionShape, images: number) {
  const { elements, positions } = geometryOf(shape, "float32");
  return {
    x: images * shape.channels * shape.image[0] * shape.image[1],
    w: shape.outputs * elements,
    y: images * shape.outputs * positions,
  };
}

/** y, dw and dx as the eager operation has them. */
function eager(float: Float, shape: ConvolutionShape, images: number, x: Floats, w: Floats, g: Floats) {
  const { kernel, groups, channels, outputs, image, stride, padding, dilation } = shape;
  const like = (data: Floats, size: readonly number[]) => tensor([...data], { dtype: float }).reshape(size);
  const X = like(x, [images, channels, ...image]).detach();
  const W = like(w, [outputs, channels / groups, ...kernel]).detach();
  X.requiresGrad = true;
  W.requiresGrad = true;
  const y = conv2d(X, W, { groups, stride, padding, dilation });
  const [dx, dw] = grad(y, [X, W], { gradOutputs: [like(g, y.shape)] });
  return { y: y.data, dw: dw!.data, dx: dx!.data };
}

describe("addConvolution", () => {
  it("slides a kernel over an image, and back", () => {
    const shape = {
      channels: 1,
      image: [2, 3],
      outputs: 1,
      groups: 1,
      kernel: [1, 2],
      stride: [1, 1],
      padding: [0, 0],
      dilation: [1, 1],
    } as const;
    const { forward, kernels, images } = convolutionOf("float32", shape);
    const [x, w] = [Float32Array.of(1, 2, 3, 4, 5, 6), Float32Array.of(10, 1)];
    expect([...forward(new Float32Array(4), [x, w], 1)]).toEqual([12, 23, 45, 56]);
    const g = Float32Array.of(1, 0, 0, 2);
    expect([...kernels(new Float32Array(2), [g, x], 1)]).toEqual([1 + 10, 2 + 12]);
    expect([...images(new Float32Array(6), [g, w], 1)]).toEqual([10, 1, 0, 0, 20, 2]);
  });

  it("is the eager convolution with its gradients, for any sizes", () => {
    const float = fc.constantFrom<Float>("float32", "float64");
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 3 }), float, fc.nat(), (shape, images, float, seed) => {
        const sizes = sizesOf(shape, images);
        const [x, w, g] = [
          whole(float, sizes.x, seed),
          whole(float, sizes.w, seed + 1),
          whole(float, sizes.y, seed + 2),
        ];
        const expected = eager(float, shape, images, x, w, g);
        const run = convolutionOf(float, shape);
        const empty = (size: number) => new arrays[float](size).fill(Number.NaN);
        expect(zeros(run.forward(empty(sizes.y), [x, w], images))).toEqual(zeros(expected.y));
        expect(zeros(run.kernels(empty(sizes.w), [g, x], images))).toEqual(zeros(expected.dw));
        expect(zeros(run.images(empty(sizes.x), [g, w], images))).toEqual(zeros(expected.dx));
      }),
      { numRuns: 30 },
    );
  });

  const layer: ConvolutionShape = {
    channels: 16,
    image: [14, 14],
    outputs: 32,
    groups: 1,
    kernel: [3, 3],
    stride: [1, 1],
    padding: [1, 1],
    dilation: [1, 1],
  };

  it("gives the same bits for images one by one and together", () => {
    const sizes = sizesOf(layer, 3);
    const rng = new Philox(4);
    const random = (size: number) => new Float32Array(size).map(() => rng.normal());
    const [x, w, g] = [random(sizes.x), random(sizes.w), random(sizes.y)];
    const run = convolutionOf("float32", layer);
    const part = (data: Float32Array, n: number) =>
      data.subarray((n * data.length) / 3, ((n + 1) * data.length) / 3);
    const each = (code: (n: number) => Floats) => [0, 1, 2].flatMap((n) => [...code(n)]);
    const [y, dx] = [new Float32Array(sizes.y), new Float32Array(sizes.x)];
    expect(each((n) => run.forward(part(y, n), [part(x, n), w], 1))).toEqual([...run.forward(y, [x, w], 3)]);
    expect(each((n) => run.images(part(dx, n), [part(g, n), w], 1))).toEqual([...run.images(dx, [g, w], 3)]);
    let dw: Floats = new Float32Array(sizes.w);
    for (const n of [0, 1, 2]) dw = run.more(dw, [part(g, n), part(x, n)], 1);
    expect([...dw]).toEqual([...run.kernels(new Float32Array(sizes.w), [g, x], 3)]);
  });

  it("has no output and no gradient of the kernels without images", () => {
    const run = convolutionOf("float64", layer);
    const none = new Float64Array(0);
    const { w } = sizesOf(layer, 0);
    expect(run.forward(none, [none, new Float64Array(w)], 0)).toEqual(none);
    expect(run.kernels(new Float64Array(w).fill(Number.NaN), [none, none], 0)).toEqual(new Float64Array(w));
    expect(run.more(new Float64Array(w).fill(5), [none, none], 0)).toEqual(new Float64Array(w).fill(5));
  });

  it("packs more than one block: 522 elements a window, 135 outputs", () => {
    const shape = { ...layer, channels: 58, outputs: 135, image: [9, 11] as const };
    const sizes = sizesOf(shape, 1);
    const [x, w, g] = [
      whole("float32", sizes.x, 1),
      whole("float32", sizes.w, 2),
      whole("float32", sizes.y, 3),
    ];
    const expected = eager("float32", shape, 1, x, w, g);
    const run = convolutionOf("float32", shape);
    expect(zeros(run.forward(new Float32Array(sizes.y), [x, w], 1))).toEqual(zeros(expected.y));
    expect(zeros(run.kernels(new Float32Array(sizes.w), [g, x], 1))).toEqual(zeros(expected.dw));
    expect(zeros(run.images(new Float32Array(sizes.x), [g, w], 1))).toEqual(zeros(expected.dx));
  });
});

/** −0 is 0 here: a sum that begins with 0 has no −0, one that begins with a product may. */
function zeros(values: ArrayLike<number>): number[] {
  return Array.from(values, (value) => value + 0);
}
