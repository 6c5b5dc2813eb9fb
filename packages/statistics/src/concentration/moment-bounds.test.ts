import { expect, it } from "vitest";
import { expectClose } from "../samples/node/golden.fixture.ts";
import { cantelli, chebyshev, markov } from "./moment-bounds.ts";

it("by hand: a mean of 2 is tenfold exceeded with ⅒; two deviations with ¼; one above with ½", () => {
  expect(markov.probability({ mean: 2, a: 20 })).toBe(0.1);
  expect(chebyshev.probability({ variance: 9, epsilon: 6 })).toBe(0.25);
  expect(cantelli.probability({ variance: 9, epsilon: 3 })).toBe(0.5);
});

it("each is attained by a distribution on two or three points", () => {
  // Markov: a with probability p, else 0. Chebyshev: ±1 with probability p/2 each, else 0. Cantelli: (1 − p) at p-weighted points.
  const p = 0.2;
  expectClose(markov.probability({ mean: 5 * p, a: 5 }), p, 1e-15);
  expectClose(chebyshev.probability({ variance: p, epsilon: 1 }), p, 1e-15);
  const [above, below] = [Math.sqrt((1 - p) / p), -Math.sqrt(p / (1 - p))];
  expectClose(p * above ** 2 + (1 - p) * below ** 2, 1, 1e-14);
  expectClose(cantelli.probability({ variance: 1, epsilon: above }), p, 1e-14);
});

it("the inverses lead back", () => {
  const variance = 3;
  for (const delta of [0.01, 0.3]) {
    expectClose(markov.probability({ mean: 2, a: markov.threshold({ mean: 2, delta }) }), delta, 1e-14);
    for (const bound of [chebyshev, cantelli]) {
      const epsilon = bound.epsilon({ variance, delta, n: 7 });
      expectClose(bound.probability({ variance, epsilon, n: 7 }), delta, 1e-13);
      const n = bound.sampleSize({ variance, epsilon: 0.2, delta });
      expect(bound.probability({ variance, epsilon: 0.2, n })).toBeLessThanOrEqual(delta);
      expect(bound.probability({ variance, epsilon: 0.2, n: n - 1 })).toBeGreaterThan(delta);
    }
  }
});

it("refuses variances and levels out of range", () => {
  expect(() => chebyshev.probability({ variance: -1, epsilon: 1 })).toThrow("chebyshev: variance -1");
  expect(() => cantelli.epsilon({ variance: 1, delta: 2 })).toThrow("cantelli: delta 2");
  expect(() => markov.probability({ mean: 1, a: 0 })).toThrow("markov: a 0");
});

it("a count of variables that is none is refused, not answered with a probability below 0", () => {
  expect(() => chebyshev.probability({ variance: 1, epsilon: 1, n: -1 })).toThrow("chebyshev: n -1");
  expect(() => cantelli.epsilon({ variance: 1, delta: 0.1, n: 0 })).toThrow("cantelli: n 0");
});
