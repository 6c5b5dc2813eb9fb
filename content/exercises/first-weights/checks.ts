import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const one = () => 1;
const mean = (x: readonly number[]): number => x.reduce((sum, value) => sum + value, 0) / x.length;
const meanSquare = (x: readonly number[]): number => mean(x.map((value) => value * value));

/** The mean square of a signal after so many square layers of the given weights and activation. */
function through(
  layers: number,
  width: number,
  draw: () => number[],
  activate: (z: number) => number,
  x: number[],
) {
  let signal = x;
  for (let layer = 0; layer < layers; layer++) {
    const weights = draw();
    signal = signal.map((_, o) =>
      activate(signal.reduce((sum, value, i) => sum + value * weights[o * width + i]!, 0)),
    );
  }
  return meanSquare(signal);
}

export const checks: Check<Module>[] = [
  {
    name: "fans of an affine layer by hand: [10, 64] has 64 in and 10 out",
    probes: "mlp",
    why: "Outputs come first in the shape: each of the 10 outputs adds up 64 products.",
    run: ({ fans }) =>
      all(equal(fans([10, 64]), { fanIn: 64, fanOut: 10 }), equal(fans([1, 1]), { fanIn: 1, fanOut: 1 })),
  },
  {
    name: "fans of kernels by hand: [16, 3, 5, 5] has 75 in and 400 out, [4, 2, 7] has 14 and 28",
    why: "Every output pixel adds up 3 · 25 products, and an input pixel lies under 25 places of each of the 16 kernels.",
    run: ({ fans }) =>
      all(
        equal(fans([16, 3, 5, 5]), { fanIn: 75, fanOut: 400 }),
        equal(fans([4, 2, 7]), { fanIn: 14, fanOut: 28 }),
        equal(fans([2, 3, 1, 4, 5]), { fanIn: 60, fanOut: 40 }),
      ),
  },
  {
    name: "Xavier's scale by hand: [2, 6] makes 1/2 of a normal 1",
    probes: "variance",
    why: "The variance is 2/(6 + 2) = 1/4, so the standard deviation is 1/2. The factor is the root of the variance, and both fans count.",
    run: ({ xavierNormal }) =>
      all(
        close(xavierNormal([2, 6], one), new Array<number>(12).fill(1 / 2)),
        close(xavierNormal([1, 1, 3, 3], one), new Array<number>(9).fill(1 / 3)),
      ),
  },
  {
    name: "He's scale by hand: [3, 8] makes 1/2 of a normal 1, [5, 2, 2, 2] too",
    probes: "variance",
    why: "The variance is 2/8 = 1/4 for both: 8 products are added up in an output. The number of outputs does not matter.",
    run: ({ heNormal }) =>
      all(
        close(heNormal([3, 8], 0, one), new Array<number>(24).fill(1 / 2)),
        close(heNormal([5, 2, 2, 2], 0, one), new Array<number>(40).fill(1 / 2)),
      ),
  },
  {
    name: "He's scale with a slope by hand: fan-in 2 gives 1 for a = 0, 1/√2 for a = 1, 1/√5 for a = 2",
    probes: "activations",
    why: "The slope counts squared: a variance below 0 is multiplied by a². With a = 1 nothing is cut off, and the variance is 1/fan-in.",
    run: ({ heNormal }) =>
      close(
        [0, 1, 2, -1].map((slope) => heNormal([1, 2], slope, one)[0]!),
        [1, 1 / Math.sqrt(2), 1 / Math.sqrt(5), 1 / Math.sqrt(2)],
      ),
  },
  {
    name: "each weight has a draw of its own, in order",
    why: "Units with the same weights compute the same and get the same gradients for ever. Only different draws tell them apart.",
    run: ({ xavierNormal, heNormal }) => {
      const counter = () => {
        let asked = 0;
        return () => ++asked;
      };
      return all(
        close(
          xavierNormal([2, 2, 1], counter()),
          [1, 2, 3, 4].map((n) => n * Math.sqrt(2 / 4)),
        ),
        close(heNormal([3, 2], 0, counter()), [1, 2, 3, 4, 5, 6]),
      );
    },
  },
  {
    name: "the bound by hand: [2, 1] has √2",
    probes: "continuous-distributions",
    why: "The variance is 2/3, and that of uniform numbers between −a and a is a²/3: a = √2.",
    run: ({ xavierBound }) => all(close(xavierBound([2, 1]), Math.SQRT2), close(xavierBound([2, 1, 2]), 1)),
  },
  {
    name: "bound and normal weights have the same variance, for random shapes",
    probes: "continuous-distributions",
    why: "a²/3 is the variance of the uniform numbers, the square of the scale that of the normal ones.",
    run: ({ xavierBound, xavierNormal }) => {
      const draw = random(1);
      return all(
        ...Array.from({ length: 10 }, () => {
          const shape = Array.from({ length: 2 + draw.integer(3) }, () => 1 + draw.integer(6));
          return close(xavierBound(shape) ** 2 / 3, xavierNormal(shape, one)[0]! ** 2);
        }),
      );
    },
  },
  {
    name: "20,000 drawn weights have the mean and the variance that were asked for",
    probes: "variance",
    why: "Both within five standard errors. A scale that was added instead of multiplied would shift the mean.",
    run: ({ xavierNormal, heNormal }) => {
      const draw = random(2);
      const [x, h] = [
        xavierNormal([100, 200], () => draw.normal()),
        heNormal([100, 200], 0.5, () => draw.normal()),
      ];
      return all(
        close([mean(x) * 12, mean(h) * 12], [0, 0], 0.05),
        close([meanSquare(x) * 150, meanSquare(h) * 125], [1, 1], 0.05),
      );
    },
  },
  {
    name: "He's weights carry a signal through twelve ReLU layers at its size",
    probes: "activations",
    why: "Each layer multiplies the mean square by fan-in · Var · ½ = 1. With half the variance it is 4096 times smaller at the end, with twice the variance as much larger.",
    run: ({ heNormal }) => {
      const draw = random(3);
      const sizes = Array.from({ length: 4 }, () =>
        through(
          12,
          40,
          () => heNormal([40, 40], 0, () => draw.normal()),
          (z) => Math.max(0, z),
          draw.normals(40),
        ),
      );
      const size = Math.exp(mean(sizes.map(Math.log)));
      return holds(size > 0.1 && size < 10, size, "a mean square between 0.1 and 10");
    },
  },
  {
    name: "Xavier's weights carry a signal through twelve linear layers at its size",
    probes: "variance",
    why: "In a square layer the variance is 1/fan-in, and the mean square stays.",
    run: ({ xavierNormal }) => {
      const draw = random(4);
      const sizes = Array.from({ length: 4 }, () =>
        through(
          12,
          40,
          () => xavierNormal([40, 40], () => draw.normal()),
          (z) => z,
          draw.normals(40),
        ),
      );
      const size = Math.exp(mean(sizes.map(Math.log)));
      return holds(size > 0.1 && size < 10, size, "a mean square between 0.1 and 10");
    },
  },
  {
    name: "shapes that are none are refused, and the shape is left as it was",
    why: "A bias, with one size, has no fan-in; a size of 0 would be divided by. Taking sizes off the shape with shift changes the caller's list.",
    run: ({ fans, xavierNormal, heNormal, xavierBound }) => {
      const shape = [4, 3, 2];
      fans(shape);
      xavierNormal(shape, one);
      heNormal(shape, 0, one);
      xavierBound(shape);
      return all(
        equal(shape, [4, 3, 2]),
        ...[
          [],
          [5],
          [0, 3],
          [3, 0],
          [3, -1],
          [2, 1.5],
          [2, 2, 0],
          [2, Number.NaN],
          [2, Number.POSITIVE_INFINITY],
        ].flatMap((wrong) => [
          refuses(() => fans(wrong)),
          refuses(() => xavierNormal(wrong, one)),
          refuses(() => heNormal(wrong, 0, one)),
          refuses(() => xavierBound(wrong)),
        ]),
      );
    },
  },
];
