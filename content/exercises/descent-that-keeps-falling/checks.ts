import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

interface Problem {
  f: (x: readonly number[]) => number;
  gradient: (x: readonly number[]) => number[];
}

/** ½ Σ λ_i x_i² */
function bowl(curvatures: readonly number[]): Problem {
  return {
    f: (x) => x.reduce((sum, value, i) => sum + (curvatures[i]! * value * value) / 2, 0),
    gradient: (x) => x.map((value, i) => curvatures[i]! * value),
  };
}

/** ¼ Σ x_i⁴: steep far out, flat near 0. */
const quartic: Problem = {
  f: (x) => x.reduce((sum, value) => sum + value ** 4 / 4, 0),
  gradient: (x) => x.map((value) => value ** 3),
};

/** (1 − x)² + 20 (y − x²)²: a curved valley, not convex. */
const valley: Problem = {
  f: ([x, y]) => (1 - x!) ** 2 + 20 * (y! - x! * x!) ** 2,
  gradient: ([x, y]) => [-2 * (1 - x!) - 80 * x! * (y! - x! * x!), 40 * (y! - x! * x!)],
};

const squares = (v: readonly number[]) => v.reduce((sum, x) => sum + x * x, 0);

export const checks: Check<Module>[] = [
  {
    name: "one step in a bowl by hand: curvatures 1 and 9, errors 2 and 1, rate 0.2",
    probes: "gradient-descent-intro",
    why: "The slopes are 2 and 9. So 2 − 0.2 · 2 = 1.6 and 1 − 0.2 · 9 = −0.8: the second error changes sides.",
    run: ({ bowlErrors }) => close(bowlErrors([1, 9], [2, 1], 0.2, 1), [1.6, -0.8]),
  },
  {
    name: "many steps are the same as one step many times",
    probes: "gradient-descent-intro",
    why: "Each step multiplies the error in direction i by 1 − ηλᵢ, so k steps multiply it by the kth power. No step leaves it as it was.",
    run: ({ bowlErrors }) => {
      const draw = random(1);
      const curvatures = draw.uniforms(4, 0.1, 3);
      const errors = draw.uniforms(4, -2, 2);
      let walked = errors;
      for (let k = 0; k < 7; k++) walked = walked.map((e, i) => e - 0.5 * curvatures[i]! * e);
      return all(
        close(bowlErrors(curvatures, errors, 0.5, 7), walked),
        close(bowlErrors(curvatures, errors, 0.5, 0), errors),
      );
    },
  },
  {
    name: "the best rate by hand: for curvatures 1, 9 and 4 it is 0.2, with the factor 0.8",
    why: "Below 0.2 direction 1 could shrink faster, above it direction 9. At 1/9 the factor is 8/9, which is worse. What lies between the two extremes does not count.",
    run: ({ bestRate }) => {
      const { rate, factor } = bestRate([1, 9, 4]);
      return all(close(rate, 0.2), close(factor, 0.8));
    },
  },
  {
    name: "no rate on a grid has a worst direction that shrinks faster",
    why: "The worst direction is the one with the largest |1 − ηλ|.",
    run: ({ bestRate }) => {
      const curvatures = random(2).uniforms(5, 0.2, 6);
      const worst = (rate: number) => Math.max(...curvatures.map((c) => Math.abs(1 - rate * c)));
      const { rate, factor } = bestRate(curvatures);
      const grid = Math.min(...Array.from({ length: 2000 }, (_, i) => worst((i + 1) / 1000)));
      return all(
        close(factor, worst(rate)),
        holds(factor <= grid + 1e-9, factor, `at most ${grid}, the best of 2,000 rates`),
      );
    },
  },
  {
    name: "equal curvatures need one step",
    why: "With rate 1/λ every error is 0 after one step, so the factor is 0. A factor of 1e-300 does not need 0 steps: without a step the error is the whole.",
    run: ({ bestRate, stepsNeeded }) => {
      const { rate, factor } = bestRate([4, 4]);
      return all(close(rate, 0.25), close(factor, 0), equal(stepsNeeded(1e-300, 0.01), 1));
    },
  },
  {
    name: "steps by hand: halving needs 10 for a 1024th, 7 for a hundredth; factor 0.8 needs 31 for a thousandth",
    probes: "exp-log",
    why: "½⁶ = 1/64 is not yet a hundredth, ½⁷ = 1/128 is. So round up, not to the nearest.",
    run: ({ stepsNeeded }) =>
      equal([stepsNeeded(0.5, 1 / 1024), stepsNeeded(0.5, 0.01), stepsNeeded(0.8, 0.001)], [10, 7, 31]),
  },
  {
    name: "a factor of 1 or more never gets there, and nothing needs no steps",
    why: "log 1 is 0, and a division by it gives a number that means nothing.",
    run: ({ stepsNeeded }) =>
      equal(
        [stepsNeeded(1, 0.1), stepsNeeded(1.2, 0.1), stepsNeeded(0.5, 1), stepsNeeded(1.2, 1)],
        [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0],
      ),
  },
  {
    name: "descend by hand: ½x² from 8 with first rate 4 is there after one step of rate 1",
    why: "Rates 4 and 2 are refused: from 8 they lead to −24 and −8. Rate 1 leads to 0, and f falls by 32 = ½ · 1 · 8².",
    run: ({ descend }) => {
      const { f, gradient } = bowl([1]);
      const walk = descend(f, gradient, [8], { rate: 4, tolerance: 1e-9, maxSteps: 10 });
      return all(close(walk.x, [0]), close(walk.values, [32, 0]), close(walk.rates, [1]));
    },
  },
  {
    name: "every step keeps the promise: f falls by ½ η ‖g‖² at least",
    why: "Some fall is not enough: along a valley the walk may then jump from side to side and hardly come down. And it is the square of the length.",
    run: ({ descend }) => {
      let x: readonly number[] = [-1.2, 1];
      const walk = descend(valley.f, valley.gradient, x, { rate: 1, tolerance: 1e-5, maxSteps: 60 });
      const outcomes = walk.rates.map((rate, k) => {
        const g = valley.gradient(x);
        const promised = valley.f(x) - 0.5 * rate * squares(g);
        x = x.map((value, i) => value - rate * g[i]!);
        const kept = walk.values[k + 1]! <= promised + 1e-12;
        return holds(kept, `step ${k + 1}: f is ${walk.values[k + 1]}`, `at most ${promised}`);
      });
      return all(equal(walk.rates.length, 60), ...outcomes, close(walk.x, x, 1e-9));
    },
  },
  {
    name: "a rate that keeps the promise is not halved further: none is below half of 1/λmax",
    probes: "lipschitz",
    why: "Every rate up to 1/λmax keeps the promise. With the gradient's length in place of its square, small gradients ask for more than they can give.",
    run: ({ descend }) => {
      const { f, gradient } = bowl([0.5, 3, 20]);
      const { rates } = descend(f, gradient, [1, -2, 0.5], { rate: 1, tolerance: 1e-6, maxSteps: 500 });
      const least = Math.min(...rates);
      return holds(least >= 1 / 40, `a rate of ${least}`, "at least 1/40, for λmax = 20");
    },
  },
  {
    name: "where the ground becomes flatter, the rate grows again",
    why: "From x = 10 the curvature 3x² is 300 at first; at 0.1 it is 0.03. A rate that fits the first step makes the later ones ten thousand times too short.",
    run: ({ descend }) => {
      const { x, rates } = descend(quartic.f, quartic.gradient, [10], {
        rate: 1,
        tolerance: 1e-6,
        maxSteps: 200,
      });
      return all(
        holds(Math.abs(x[0]!) < 0.02, `x = ${x[0]} after ${rates.length} steps`, "at most 0.02 from 0"),
        holds(Math.max(...rates) > 1, `a largest rate of ${Math.max(...rates)}`, "above 1 near the end"),
      );
    },
  },
  {
    name: "it ends where the gradient is short, in a bowl of curvatures 1 to 50",
    why: "Too few steps leave a gradient; a wrong sign never gets there.",
    run: ({ descend }) => {
      const { f, gradient } = bowl([1, 7, 50]);
      const walk = descend(f, gradient, [3, -1, 2], { rate: 0.001, tolerance: 1e-8, maxSteps: 2000 });
      const left = Math.sqrt(squares(gradient(walk.x)));
      return all(
        holds(left <= 1e-8, `a gradient of ${left}`, "at most 1e-8"),
        equal(walk.values.length, walk.rates.length + 1),
      );
    },
  },
  {
    name: "a start that is good enough is not left, and maxSteps is a limit",
    why: "The gradient at the start is 0.001 long, the tolerance 0.01. Test before you step.",
    run: ({ descend }) => {
      const { f, gradient } = bowl([1]);
      const good = descend(f, gradient, [0.001], { rate: 0.5, tolerance: 0.01, maxSteps: 10 });
      const short = descend(f, gradient, [1], { rate: 0.001, tolerance: 1e-9, maxSteps: 3 });
      return all(equal(good.x, [0.001]), equal(good.rates, []), close(short.rates, [0.001, 0.002, 0.004]));
    },
  },
  {
    name: "a gradient with the wrong sign is refused, the right one is not",
    why: "Along the gradient f rises, however short the step. Without a limit the loop never ends, or the rate becomes 0.",
    run: ({ descend }) => {
      const { f, gradient } = bowl([1]);
      const options = { rate: 1, tolerance: 1e-6, maxSteps: 5 };
      return all(
        close(descend(f, gradient, [1], options).x, [0]),
        throwsError(() => descend(f, (x) => x.map((v) => -v), [1], options)),
      );
    },
  },
  {
    name: "the start and the errors are left as they were",
    why: "An assignment to x[i] changes the caller's array where x is x0 itself.",
    run: ({ descend, bowlErrors }) => {
      const { f, gradient } = bowl([1, 2]);
      const x0 = [3, -1];
      descend(f, gradient, x0, { rate: 0.1, tolerance: 1e-6, maxSteps: 20 });
      const errors = [1, 2];
      bowlErrors([1, 3], errors, 0.1, 5);
      return all(equal(x0, [3, -1]), equal(errors, [1, 2]));
    },
  },
];
