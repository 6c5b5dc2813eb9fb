import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  type Outcome,
  random,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Point = readonly number[];

const dot = (x: Point, y: Point) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
const points = (count: number, seed: number, reach = 2): number[][] => {
  const draw = random(seed);
  return Array.from({ length: count }, () => draw.uniforms(2, -reach, reach));
};
const box = { low: [-3, -3], high: [3, 3] };

/** x = −2 … 3 with a column of ones; the last two targets have the wrong sign. */
const X = [-2, -1, 0, 1, 2, 3].map((x) => [1, x]);
const targets = [-2, -1, 0, 1, -2, -3];

const convex: Record<string, (x: Point) => number> = {
  "a length": (x) => Math.hypot(...x),
  "a largest slope": ([x, y]) => Math.max(x! + y!, -2 * x!, 0.5 - y!),
  "a sum of exponentials": ([x, y]) => Math.exp(x!) + Math.exp(-x! - y!),
  "a squared distance": ([x, y]) => (x! - 1) ** 2 + 3 * (x! + y!) ** 2,
};

/** ½ ‖x − centre‖² */
const bowl = (centre: Point) => ({
  f: (x: Point) => x.reduce((sum, v, i) => sum + (v - centre[i]!) ** 2 / 2, 0),
  gradient: (x: Point) => x.map((v, i) => v - centre[i]!),
});

/** |x|, with the slope 1 at 0. */
const kink = { f: (x: Point) => Math.abs(x[0]!), gradient: (x: Point) => [x[0]! < 0 ? -1 : 1] };

export const checks: Check<Module>[] = [
  {
    name: "a chord by hand: x⁴ from 0 to 2 at a quarter of the way",
    probes: "convexity-1d",
    why: "The chord has the height ¼ · 16 = 4 there, the graph (½)⁴ = 1/16. At t the end y counts t, and so it does in the point.",
    run: ({ chordGap }) => {
      const f = ([x]: Point) => x! ** 4;
      return close(
        [chordGap(f, [0], [2], 0.25), chordGap(f, [0], [2], 0.75), chordGap(f, [2], [0], 0.75)],
        [63 / 16, 12 - 81 / 16, 63 / 16],
      );
    },
  },
  {
    name: "in the plane: chords of xy along the diagonals lie above and below, along the axes on the graph",
    why: "From (−1, −1) to (1, 1) both ends have the value 1 and the middle 0; from (−1, 1) to (1, −1) both ends −1.",
    run: ({ chordGap }) => {
      const f = ([x, y]: Point) => x! * y!;
      return close(
        [
          chordGap(f, [-1, -1], [1, 1], 0.5),
          chordGap(f, [-1, 1], [1, -1], 0.5),
          chordGap(f, [-1, 1], [1, 1], 0.3),
        ],
        [1, -1, 0],
      );
    },
  },
  {
    name: "the ends of a chord lie on the graph, whatever the function",
    why: "At t = 0 and at t = 1 there is no gap.",
    run: ({ chordGap }) => {
      const f = ([x, y]: Point) => Math.sin(3 * x!) * y! + x!;
      return all(
        ...points(5, 1).map((x, i) => {
          const y = points(5, 2)[i]!;
          return close([chordGap(f, x, y, 0), chordGap(f, x, y, 1)], [0, 0], 1e-12);
        }),
      );
    },
  },
  {
    name: "the deepest dent of xy on the corners of a square: 1, in the middle of the falling diagonal",
    why: "Along every line parallel to an axis xy is straight. Pairs that differ in both coordinates have to be tried too.",
    run: ({ deepestDent }) => {
      const corners = [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ];
      const found = deepestDent(([x, y]) => x! * y!, corners, 1e-9);
      const ends = [found?.x ?? [], found?.y ?? []].map((one) => one.join(" ")).sort();
      return all(close([found?.depth, found?.t], [1, 0.5]), equal(ends, ["-1 1", "1 -1"]));
    },
  },
  {
    name: "a hump at a quarter of the way, and one at three quarters, are seen",
    why: "In the middle of the chord there is nothing to see: the function is 0 there and at both ends.",
    run: ({ deepestDent, chordGap }) => {
      const at =
        (place: number) =>
        ([x]: Point) =>
          Math.max(0, 0.2 - Math.abs(x! - place));
      const outcomes = [0.25, 0.75].map((place): Outcome => {
        const found = deepestDent(at(place), [[0], [1]], 1e-9);
        if (found === undefined) return holds(false, "undefined", `a dent at ${place}`);
        const gap = chordGap(at(place), found.x, found.y, found.t);
        return close([found.depth, gap], [0.2, -0.2]);
      });
      return all(...outcomes);
    },
  },
  {
    name: "of two dents the deeper one is returned",
    why: "Not the first that is found, and not the last.",
    run: ({ deepestDent }) => {
      const f = ([x]: Point) => Math.max(0, 1 - Math.abs(x! - 2)) + Math.max(0, 3 - 3 * Math.abs(x! - 6));
      const twice = [[[0], [4], [8]], [[8], [4], [0]]].map((one) => deepestDent(f, one, 1e-9)?.depth); // biome-ignore format: two orders
      return close(twice, [3, 3]);
    },
  },
  {
    name: "convex functions have none, on random points: lengths, maxima, exponentials, squares",
    why: "For these no chord lies below the graph.",
    run: ({ deepestDent }) =>
      all(...Object.values(convex).map((f, i) => equal(deepestDent(f, points(25, i + 3), 1e-9), undefined))),
  },
  {
    name: "rounding is no dent: a plane with large values, and a tolerance above it",
    why: "On a plane every gap is 0, up to rounding, which makes some of them negative. A dent of exactly the tolerance is none either.",
    run: ({ deepestDent }) => {
      const plane = ([x, y]: Point) => 1e6 + x! / 3 + y! / 7;
      const tent = ([x]: Point) => Math.max(0, 0.5 - Math.abs(x! - 0.5));
      return all(
        equal(deepestDent(plane, points(30, 10), 1e-6), undefined),
        equal(deepestDent(tent, [[0], [1]], 0.5), undefined),
        close(deepestDent(tent, [[0], [1]], 0.49)?.depth, 0.5),
      );
    },
  },
  {
    name: "the loss by hand: one sample (1, 2), target 2.25, weights (1, 1); then a second one beside it",
    probes: "hessian",
    why: "The residual is 0.75, its root 1.25. So φ = 0.25, φ′ = 0.75/1.25 = 0.6, φ″ = 1/1.25³ = 0.512, times the features once and twice. The second sample, (1, 0) with target 0.25, has the same residual, and is added: no mean is taken.",
    run: ({ lineLoss }) => {
      const one = lineLoss([[1, 2]], [2.25], [1, 1]);
      const rows = [
        [1, 2],
        [1, 0],
      ];
      const two = lineLoss(rows, [2.25, 0.25], [1, 1]);
      const [first, both] = [one, two].map(({ hessian }) => hessian.flat()) as [number[], number[]];
      return all(
        close([one.value, ...one.gradient, ...first], [0.25, 0.6, 1.2, 0.512, 1.024, 1.024, 2.048]),
        close([two.value, ...two.gradient, ...both], [0.5, 1.2, 1.2, 1.024, 1.024, 1.024, 2.048]),
      );
    },
  },
  {
    name: "gradient and Hessian agree with finite differences",
    probes: "hessian",
    why: "Each weight was moved alone, a little up and a little down: your value shows the gradient, your gradient the rows of the Hessian.",
    run: ({ lineLoss }) =>
      all(
        ...points(4, 11).map((w) => {
          const { gradient, hessian } = lineLoss(X, targets, w);
          return all(
            gradientMatches((v: number[]) => lineLoss(X, targets, v).value, gradient, w),
            ...hessian.map((row, i) =>
              gradientMatches((v: number[]) => lineLoss(X, targets, v).gradient[i], row, w),
            ),
          );
        }),
      ),
  },
  {
    name: "the loss curves down in no direction, and not at all along a direction that no sample sees",
    probes: "psd",
    why: "dᵀHd = Σ φ″ (dᵀx)², a sum of squares with positive weights. For features (1, 2) and (2, 4) the direction (2, −1) is at right angles to both.",
    run: ({ lineLoss }) => {
      const curvature = (H: readonly Point[], d: Point) =>
        dot(
          d,
          H.map((row) => dot(row, d)),
        );
      const outcomes = points(20, 12).map((d, i) => {
        const found = curvature(lineLoss(X, targets, points(20, 13)[i]!).hessian, d);
        return holds(found >= 0, found, "at least 0");
      });
      const blind = lineLoss(
        [
          [1, 2],
          [2, 4],
        ],
        [0, 1],
        [0.3, 0.2],
      );
      return all(...outcomes, close(curvature(blind.hessian, [2, -1]), 0, 1e-12));
    },
  },
  {
    name: "a bound by hand: value 5, gradient (2, −3, 0) at (1, 1, 1)",
    why: "In the box from (0, 0, 0) to (4, 2, 9) the plane is lowest at 0 in the first coordinate, at 2 in the second: 5 + 2 · (0 − 1) − 3 · (2 − 1) = 0. The third does not matter.",
    run: ({ tangentBound }) =>
      all(
        close(tangentBound(5, [2, -3, 0], [1, 1, 1], { low: [0, 0, 0], high: [4, 2, 9] }), 0),
        close(tangentBound(5, [2, 3, 0], [0, 0, 0], { low: [0, 0, 0], high: [4, 2, 9] }), 5),
      ),
  },
  {
    name: "no value of a convex function in the box lies below a bound, and the plane attains it in a corner",
    probes: "convexity-1d",
    why: "The graph lies on or above its tangents. A bound that adds up whole widths of the box is true too, but worth less.",
    run: ({ tangentBound, lineLoss }) => {
      const corners = [[-3, -3], [-3, 3], [3, -3], [3, 3]]; // biome-ignore format: one line
      return all(
        ...points(15, 14, 3).map((x) => {
          const { value, gradient } = lineLoss(X, targets, x);
          const bound = tangentBound(value, gradient, x, box);
          const least = Math.min(...points(50, 15, 3).map((w) => lineLoss(X, targets, w).value));
          const plane = corners.map((corner) => value + dot(gradient, corner) - dot(gradient, x));
          return all(
            holds(bound <= least + 1e-12, bound, `at most ${least}`),
            close(bound, Math.min(...plane)),
          );
        }),
      );
    },
  },
  {
    name: "minimise by hand: a bowl around (1, −1) with rate 1 is there, and certain of it, after one step",
    why: "The gradient is 0 there, so the plane is level and the bound is the value.",
    run: ({ minimise }) => {
      const { f, gradient } = bowl([1, -1]);
      const found = minimise(f, gradient, [0, 0], box, { rate: 1, tolerance: 1e-9, maxSteps: 20 });
      return all(close([...found.x, found.value, found.bound], [1, -1, 0, 0]), equal(found.steps, 1));
    },
  },
  {
    name: "a lowest place on the edge of the box is certain too, although the gradient is not 0",
    why: "For a bowl around (5, 0) it is (3, 0), with the value 2 and the gradient (−2, 0). Nothing in the box lies further that way, so the bound is 2.",
    run: ({ minimise }) => {
      const { f, gradient } = bowl([5, 0]);
      const found = minimise(f, gradient, [-1, 0], box, { rate: 0.5, tolerance: 1e-9, maxSteps: 50 });
      return all(
        close([...found.x, found.value, found.bound], [3, 0, 2, 2]),
        holds(found.steps < 10, `${found.steps} steps`, "fewer than 10"),
      );
    },
  },
  {
    name: "the line's loss: value and bound enclose the least value on a fine grid",
    why: "The bound is below every value, the value is one of them, and they are within the tolerance.",
    run: ({ minimise, lineLoss }) => {
      const f = (w: Point) => lineLoss(X, targets, w).value;
      const gradient = (w: Point) => lineLoss(X, targets, w).gradient;
      const axis = Array.from({ length: 61 }, (_, i) => -3 + i / 10);
      const least = Math.min(...axis.flatMap((a) => axis.map((b) => f([a, b]))));
      const found = [[0, 2], [0, -2]].map((start) => minimise(f, gradient, start, box, { rate: 0.05, tolerance: 1e-4, maxSteps: 2000 })); // biome-ignore format: two starts
      return all(
        ...found.map(({ x, value, bound, steps }) =>
          all(
            holds(value - bound <= 1e-4, value - bound, "a gap of at most 1e-4"),
            holds(bound <= least && value <= least + 1e-4, [bound, value], `around ${least}`),
            close(value, f(x)),
            holds(steps < 2000, `${steps} steps`, "fewer than 2000"),
          ),
        ),
      );
    },
  },
  {
    name: "the lowest value is kept where a later one is higher: |x| with rate 0.7 from 1",
    why: "The points are 1, 0.3, −0.4: the last one is not the best.",
    run: ({ minimise }) => {
      const options = { rate: 0.7, tolerance: 1e-9, maxSteps: 2 };
      const found = minimise(kink.f, kink.gradient, [1], { low: [-2], high: [2] }, options);
      return all(close([...found.x, found.value], [0.3, 0.3]), equal(found.steps, 2));
    },
  },
  {
    name: "the highest bound is kept where a later one is lower: |x| from 3 to −0.5 between −1 and 5",
    why: "The tangent at 3 falls to −1 in the box, the one at −0.5 to −5. Both are true of the function, so the higher one counts.",
    run: ({ minimise }) => {
      const options = { rate: 3.5, tolerance: 1e-9, maxSteps: 1 };
      const found = minimise(kink.f, kink.gradient, [3], { low: [-1], high: [5] }, options);
      return close([found.value, found.bound], [0.5, -1]);
    },
  },
  {
    name: "certain of the lowest value, although the last one is high: ½x² from 1 to −2 between −10 and 1",
    why: "The lowest value is ½, met at 1. The tangent at −2 gives the bound 2 − 2 · 3 = −4, so ½ is certain to 4.5, within the tolerance of 5. That the value at −2 is 6 above the bound does not matter.",
    run: ({ minimise }) => {
      const { f, gradient } = bowl([0]);
      const options = { rate: 3, tolerance: 5, maxSteps: 4 };
      const found = minimise(f, gradient, [1], { low: [-10], high: [1] }, options);
      return all(close([...found.x, found.value, found.bound], [1, 0.5, -4]), equal(found.steps, 1));
    },
  },
  {
    name: "a start that is certain takes no step, and maxSteps is a limit",
    why: "Value and bound are compared before each step.",
    run: ({ minimise }) => {
      const { f, gradient } = bowl([1, 1]);
      const sure = minimise(f, gradient, [1, 1], box, { rate: 1, tolerance: 1e-9, maxSteps: 5 });
      const none = minimise(f, gradient, [0, 0], box, { rate: 0.1, tolerance: 1e-9, maxSteps: 0 });
      const few = minimise(f, gradient, [0, 0], box, { rate: 0.1, tolerance: 1e-9, maxSteps: 3 });
      return all(equal([sure.steps, none.steps, few.steps], [0, 0, 3]), close(few.x, [0.271, 0.271]));
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Moving the start in place moves the caller's point.",
    run: ({ minimise, lineLoss, deepestDent }) => {
      const [start, low, high] = [
        [0, 0],
        [-1, -1],
        [2, 2],
      ];
      const { f, gradient } = bowl([1, 1]);
      minimise(f, gradient, start, { low, high }, { rate: 0.5, tolerance: 1e-6, maxSteps: 30 });
      lineLoss(X, targets, start);
      const given = [
        [1, 0],
        [0, 1],
      ];
      deepestDent(f, given, 1e-9);
      return equal(
        [start, low, high, given],
        [
          [0, 0],
          [-1, -1],
          [2, 2],
          [
            [1, 0],
            [0, 1],
          ],
        ],
      );
    },
  },
];
