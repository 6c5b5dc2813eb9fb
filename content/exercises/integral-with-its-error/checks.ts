import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const square = (x: number) => x * x;
/** Numbers from a list, and how often they were asked for. */
function scripted(list: readonly number[]): (() => number) & { asked: () => number } {
  let at = 0;
  return Object.assign(() => list[at++] ?? 0.5, { asked: () => at });
}

const seeded = (seed: number): (() => number) => {
  const draw = random(seed);
  return () => draw.uniform();
};

/** Functions with their integrals over [a, b]. */
const known: [(x: number) => number, number, number, number][] = [
  [square, 0, 3, 9],
  [Math.exp, -1, 1, Math.E - 1 / Math.E],
  [Math.sin, 0, 3, 1 - Math.cos(3)],
  [(x) => 1 / x, 1, 2, Math.log(2)],
];

export const checks: Check<Module>[] = [
  {
    name: "two draws by hand: x² from 0 to 2 with u = ¼, ¾ has the value 2.5 and the error 2",
    probes: "variance",
    why: "The places ½ and 3/2 have y = ¼ and 9/4: mean 5/4, s² = (1 + 1)/(2 − 1) = 2. Value 2 · 5/4, error 2 · √2/√2.",
    run: ({ integrate }) => {
      const { value, error } = integrate(square, 0, 2, 2, scripted([0.25, 0.75]));
      return close([value, error], [2.5, 2], 1e-14);
    },
  },
  {
    name: "four draws by hand: x from 1 to 5 with u = 0, ¼, ½, ¾ has the value 10",
    why: "The places are 1, 2, 3, 4, with s² = 5/3. The length 4 of the interval stands before value and error: 4 · √(5/3)/√4.",
    run: ({ integrate }) => {
      const { value, error } = integrate((x) => x, 1, 5, 4, scripted([0, 0.25, 0.5, 0.75]));
      return close([value, error], [10, 2 * Math.sqrt(5 / 3)], 1e-14);
    },
  },
  {
    name: "exactly n draws are taken, and f is asked once for each",
    why: "Numbers drawn and thrown away, or a second pass over new ones, make value and error those of different draws.",
    run: ({ integrate, antithetic }) => {
      const [plain, paired] = [scripted([]), scripted([])];
      let calls = 0;
      const counted = (x: number) => {
        calls++;
        return x;
      };
      integrate(counted, 0, 1, 7, plain);
      const first = calls;
      antithetic(counted, 0, 1, 5, paired);
      return equal([plain.asked(), first, paired.asked(), calls - first], [7, 7, 5, 10]);
    },
  },
  {
    name: "a constant is integrated without error: 3 over [−1, 4] gives 15 and 0",
    why: "No spread, no error. If the value is 3, the length of the interval is missing.",
    run: ({ integrate, antithetic }) => {
      const results = [integrate, antithetic].map((f) => f(() => 3, -1, 4, 10, seeded(1)));
      return close(results.map(({ value, error }) => [value, error]), [[15, 0], [15, 0]], 1e-12); // biome-ignore format: one line
    },
  },
  {
    name: "known integrals are met within four standard errors with 2,000 draws",
    why: "x², eˣ, sin and 1/x, drawn from a seed. Much farther away, either the value or the error is wrong.",
    run: ({ integrate, antithetic }) =>
      all(
        ...known.flatMap(([f, a, b, truth], i) =>
          [integrate, antithetic].map((method) => {
            const { value, error } = method(f, a, b, 2000, seeded(10 + i));
            return holds(
              Math.abs(value - truth) <= 4 * error && error < 0.1 * truth,
              `${value} ± ${error}`,
              `${truth} within four errors, the error below a tenth of it`,
            );
          }),
        ),
      ),
  },
  {
    name: "value ± 1.96 error holds the integral in about 95 of 100 runs",
    probes: "variance",
    why: "400 runs of 100 draws; 360 to 396 should hold it. An error without √n is ten times too large, one with another √n too small, one without b − a three times too small.",
    run: ({ integrate }) => {
      const draw = seeded(20);
      const runs = Array.from({ length: 400 }, () => integrate(square, 0, 3, 100, draw));
      const hits = runs.filter(({ value, error }) => Math.abs(value - 9) <= 1.96 * error).length;
      return holds(hits >= 360 && hits <= 396, `${hits} of 400`, "about 380");
    },
  },
  {
    name: "the same for pairs: value ± 1.96 error holds the integral in about 95 of 100 runs",
    probes: "variance",
    why: "x and a + b − x depend on each other: for x² one is large where the other is small. An error from all 2n values as if they were independent is about three times too large here, and nearly all runs hold the integral.",
    run: ({ antithetic }) => {
      const draw = seeded(21);
      const runs = Array.from({ length: 400 }, () => antithetic(square, 0, 3, 100, draw));
      const hits = runs.filter(({ value, error }) => Math.abs(value - 9) <= 1.96 * error).length;
      return holds(hits >= 360 && hits <= 396, `${hits} of 400`, "about 380");
    },
  },
  {
    name: "pairs by hand: x² from 1 to 3 with u = 0 and ¼ has the means 5 and 17/4",
    why: "u = 0 gives the places 1 and 3, u = ¼ gives 3/2 and 5/2. The partner mirrors the place about the middle, 2: it is a + b − x, and 1 − x only on [0, 1].",
    run: ({ antithetic }) => {
      const { value, error } = antithetic(square, 1, 3, 2, scripted([0, 0.25]));
      return close([value, error], [9.25, 0.75], 1e-14); // 2 · 37/8, and 2 · (3/4)/√2/√2
    },
  },
  {
    name: "a straight line has no error with pairs",
    why: "What one is above the mean, its partner is below it: each pair's mean is the value in the middle.",
    run: ({ antithetic }) => {
      const { value, error } = antithetic((x) => 3 * x - 1, -2, 5, 20, seeded(30));
      return close([value, error], [(3 / 2) * (25 - 4) - 7, 0], 1e-12);
    },
  },
  {
    name: "for a monotone function pairs beat twice as many single draws; for a symmetric one they do not",
    probes: "variance",
    why: "eˣ on [0, 1]: the partners nearly cancel. For x² on [−1, 1] both have the same value: the pair is worth one draw.",
    run: ({ integrate, antithetic }) => {
      const ratio = (f: (x: number) => number, a: number, b: number) =>
        antithetic(f, a, b, 2000, seeded(31)).error / integrate(f, a, b, 4000, seeded(32)).error;
      const [rising, even] = [ratio(Math.exp, 0, 1), ratio(square, -1, 1)];
      return all(
        holds(rising > 0.1 && rising < 0.25, `a ratio of ${rising} for the exponential`, "about 0.18"),
        holds(even > 1.3 && even < 1.5, `a ratio of ${even} for x² about 0`, "about √2"),
      );
    },
  },
  {
    name: "a large constant does not spoil the error: 10⁸ + x has the error of x",
    probes: "variance",
    why: "The mean of the squares minus the square of the mean are two numbers of 10¹⁶ here. Take the mean off first.",
    run: ({ integrate }) => {
      const small = integrate((x) => x, 0, 1, 500, seeded(40)).error;
      const large = integrate((x) => 1e8 + x, 0, 1, 500, seeded(40)).error;
      return close(large / small, 1, 1e-6);
    },
  },
  {
    name: "draws for a target: half the error takes four times as many, a tenth a hundred times",
    why: "The error falls with √n. Rounded up, so that the target is met.",
    run: ({ drawsFor }) =>
      equal(
        [
          drawsFor({ value: 1, error: 0.5 }, 100, 0.25),
          drawsFor({ value: -3, error: 2 }, 50, 0.2),
          drawsFor({ value: 0, error: 0.5 }, 10, 0.4),
          drawsFor({ value: 0, error: 0.25 }, 100, 0.5),
        ],
        [400, 5000, 16, 25],
      ),
  },
  {
    name: "no interval, too few draws, no target and a function without a value are refused",
    why: "One draw has no spread: 0 / 0. An infinite value would make every later one meaningless.",
    run: ({ integrate, antithetic, drawsFor }) =>
      all(
        ...[integrate, antithetic].flatMap((method) => [
          refuses(() => method(square, 2, 2, 10, seeded(1))),
          refuses(() => method(square, 3, 2, 10, seeded(1))),
          refuses(() => method(square, 0, Number.POSITIVE_INFINITY, 10, seeded(1))),
          refuses(() => method(square, Number.NaN, 1, 10, seeded(1))),
          refuses(() => method(square, 0, 1, 1, seeded(1))),
          refuses(() => method(square, 0, 1, 2.5, seeded(1))),
          refuses(() => method((x) => 1 / x, 0, 1, 2, scripted([0.5, 0]))),
          refuses(() => method((x) => Math.log(x - 0.4), 0, 1, 2, scripted([0.1, 0.2]))),
        ]),
        refuses(() => drawsFor({ value: 1, error: 1 }, 10, 0)),
        refuses(() => drawsFor({ value: 1, error: 1 }, 1, 0.1)),
      ),
  },
];
