import fc from "fast-check";
import { expect, it } from "vitest";
import { grad, maxPool2d, Philox, tensor } from "../../index.ts";
import type { Float } from "../lanes.ts";
import { ModuleBuilder } from "../module.ts";
import { addMaxPool, type PoolShape } from "./add-max-pool.ts";

/** y and dx of planes x for a gradient g. */
function run(float: Float, shape: PoolShape, planes: number, x: number[], g: number[]) {
  const m = new ModuleBuilder();
  const pool = addMaxPool(m, float, shape);
  m.function({
    name: "run",
    params: ["i32", "i32", "i32", "i32", "i32"],
    body: ({ params }) => {
      const [y, at, dx, seed, count] = params.map((p) => p.get);
      return [
        pool.forward({ y: y!, x: at!, planes: count! }),
        pool.gradient({ dx: dx!, g: seed!, x: at!, planes: count! }),
      ];
    },
  });
  const memory = new WebAssembly.Memory({ initial: 2 });
  const numbers = new (float === "float32" ? Float32Array : Float64Array)(memory.buffer).fill(9);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.bytes()), { env: { memory } });
  numbers.set(x, 2000);
  numbers.set(g, 6000);
  const n = numbers.BYTES_PER_ELEMENT;
  (exports.run as (...operands: number[]) => void)(0, 2000 * n, 4000 * n, 6000 * n, planes);
  expect([numbers[g.length], numbers[4000 + x.length]], "nothing is written behind the results").toEqual([
    9, 9,
  ]);
  return { y: [...numbers.slice(0, g.length)], dx: [...numbers.slice(4000, 4000 + x.length)] };
}

it("takes the largest of each window, the first of equal ones, and NaN where there is one", () => {
  const shape = { image: [2, 6], kernel: [2, 2], stride: [2, 2], padding: [0, 0], dilation: [1, 1] } as const;
  const x = [1, 4, 7, 7, 5, Number.NaN, 3, 2, 7, 0, 8, 6];
  expect(run("float64", shape, 1, x, [1, 2, 3])).toEqual({
    y: [4, 7, Number.NaN],
    dx: [0, 1, 2, 0, 0, 3, 0, 0, 0, 0, 0, 0],
  });
});

it("is the eager operation with its gradient, for any windows", () => {
  const pairOf = (min: number, max: number) => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
  const shapes = fc
    .record({ image: pairOf(1, 12), kernel: pairOf(1, 4), stride: pairOf(1, 3), dilation: pairOf(1, 2) })
    .chain((shape) =>
      fc
        .tuple(
          fc.integer({ min: 0, max: shape.kernel[0] >> 1 }),
          fc.integer({ min: 0, max: shape.kernel[1] >> 1 }),
        )
        .map((padding) => ({ ...shape, padding })),
    )
    .filter(({ image, kernel, padding, dilation }) =>
      [0, 1].every((s) => image[s]! + 2 * padding[s]! > dilation[s]! * (kernel[s]! - 1)),
    );
  const float = fc.constantFrom<Float>("float32", "float64");
  fc.assert(
    fc.property(shapes, fc.integer({ min: 1, max: 3 }), float, fc.nat(), (shape, planes, float, seed) => {
      const rng = new Philox(seed);
      const whole = (size: number) => Array.from({ length: size }, () => Math.floor(7 * rng.uniform()) - 3);
      const data = whole(planes * shape.image[0] * shape.image[1]);
      const x = tensor(data, { dtype: float })
        .reshape([1, planes, ...shape.image])
        .detach();
      x.requiresGrad = true;
      const { kernel, ...options } = shape;
      const y = maxPool2d(x, kernel, {
        stride: options.stride,
        padding: options.padding,
        dilation: options.dilation,
      });
      const g = whole(y.numel());
      const [dx] = grad(y, [x], { gradOutputs: [tensor(g, { dtype: float }).reshape(y.shape)] });
      const result = run(float, shape, planes, data, g);
      expect(result.y).toEqual([...y.data]);
      expect(result.dx.map((v) => v + 0)).toEqual(Array.from(dx!.data, (v) => v + 0));
    }),
    { numRuns: 60 },
  );
});
