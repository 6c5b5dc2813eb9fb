import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, j) => sum + value * b[j]!, 0);
const linear = (X: number[][]) => X.map((a) => X.map((b) => dot(a, b)));

/** On a line: 0 and 1 say −1, 3 says 1. */
const three = linear([[0], [1], [3]]);
const labels = [-1, -1, 1];

/** N points in the plane around two centres; the clouds overlap, and both labels occur. */
function example(seed: number, N: number) {
  const draw = random(seed);
  const y = Array.from({ length: N }, (_, n) => (n % 2 === 0 ? 1 : -1));
  const X = y.map((label) => [label + draw.normal(), 3 + draw.normal()]);
  return { X, y, K: linear(X), draw };
}

/** Multipliers that satisfy both conditions, some of them at a bound. */
function allowed(seed: number, y: number[], C: number): number[] {
  const draw = random(seed);
  const alpha = y.map(() => 0);
  for (let n = 0; n + 1 < y.length; n += 2) {
    const a = [0, C, draw.uniform(0, C)][draw.integer(3)]!;
    alpha[n] = a;
    alpha[n + 1] = a;
  }
  return alpha;
}

const decisions = (K: number[][], y: number[], alpha: number[]) =>
  K.map((row) => row.reduce((sum, k, m) => sum + k * alpha[m]! * y[m]!, 0));

export const checks: Check<Module>[] = [
  {
    name: "W by hand: multipliers 0, ½, ½ for the points 0, 1, 3: 1 − ½ = ½",
    probes: "lagrangian-duality",
    why: "Σα = 1. The weight is ½ · 3 − ½ · 1 = 1, so the double sum is 1 and half of it is taken off. n = m is a pair too, and n, m and m, n are two.",
    run: ({ objective }) => close(objective(three, labels, [0, 0.5, 0.5]), 0.5),
  },
  {
    name: "bounds by hand at α = 0: the bias is at least 1, says sample 2, and at most −1, says sample 0",
    probes: "kkt",
    why: "With all decisions 0, a sample with label 1 wants y(f + b) ≥ 1, so b ≥ 1; one with −1 wants b ≤ −1. Samples 0 and 1 say the same: the smaller number is named.",
    run: ({ biasBounds }) =>
      equal(biasBounds(three, labels, 10, [0, 0, 0]), { lower: 1, i: 2, upper: -1, j: 0 }),
  },
  {
    name: "bounds by hand at the solution: b = −2 from both sides",
    probes: "kkt",
    why: "f is 0, 1, 3, so y − f is −1, −2, −2. Samples 1 and 2 lie between the bounds 0 and C and say both; sample 0 says only b ≤ −1.",
    run: ({ biasBounds }) => {
      const { lower, upper, i, j } = biasBounds(three, labels, 10, [0, 0.5, 0.5]);
      return all(close([lower, upper], [-2, -2]), equal([i, j], [1, 1]));
    },
  },
  {
    name: "a multiplier at C says the opposite of one at 0",
    probes: "kkt",
    why: "Two equal points with opposite labels, both at C = 2: sample 0 wants f + b ≤ 1, sample 1 wants −(f + b) ≤ 1. So −1 ≤ b ≤ 1.",
    run: ({ biasBounds }) =>
      equal(
        biasBounds(
          [
            [1, 1],
            [1, 1],
          ],
          [1, -1],
          2,
          [2, 2],
        ),
        { lower: -1, i: 1, upper: 1, j: 0 },
      ),
  },
  {
    name: "a step by hand: the points 1 and −1 with labels 1 and −1 get ½ each, or C where C is smaller",
    why: "η = 1 + 1 + 2 = 4 and the gap is 1 − (−1) = 2: t = ½. With C = ¼ both stop at ¼ exactly.",
    run: ({ pairStep }) => {
      const K = linear([[1], [-1]]);
      return all(
        close(pairStep(K, [1, -1], 10, [0, 0], 0, 1), [0.5, 0.5]),
        equal(pairStep(K, [1, -1], 0.25, [0, 0], 0, 1), [0.25, 0.25]),
        close(pairStep(K, [-1, 1], 10, [2, 2], 1, 0), [0.5, 0.5]),
      );
    },
  },
  {
    name: "two samples with the same label: what the one gains the other loses",
    why: "From α = 0.3 for the points 0 and 3, sample 1 at 1 is nearer to the boundary: it takes over from sample 0 until that is at 0. Σ yα = 0 fixes the sum of the two.",
    run: ({ pairStep }) => close(pairStep(three, labels, 10, [0.3, 0, 0.3], 0, 1), [0, 0.3, 0.3]),
  },
  {
    name: "equal points with opposite labels: both go to C",
    why: "η is 0 and W rises with t without a top. With 10⁻¹² in its place the step is cut at the bound; a division by 0 gives Infinity or NaN.",
    run: ({ pairStep }) =>
      equal(
        pairStep(
          [
            [1, 1],
            [1, 1],
          ],
          [1, -1],
          2,
          [0.5, 0.5],
          0,
          1,
        ),
        [2, 2],
      ),
  },
  {
    name: "a step keeps Σ yα and the bounds, and touches no other multiplier",
    probes: "lagrange-multipliers",
    why: "Cutting only one of the two, or cutting each by itself after the step, breaks one of the two conditions. A single number is Σ yα, before (expected) and after (given).",
    run: ({ pairStep }) =>
      all(
        ...[1, 2, 3, 4].flatMap((seed) => {
          const { y, K, draw } = example(seed, 10);
          const alpha = allowed(seed, y, 1.5);
          return Array.from({ length: 15 }, () => {
            const i = draw.integer(10);
            const j = (i + 1 + draw.integer(9)) % 10;
            const next = pairStep(K, y, 1.5, alpha, i, j);
            const others = alpha.filter((_, n) => n !== i && n !== j);
            return all(
              close(dot(next, y), dot(alpha, y)),
              equal(
                next.filter((_, n) => n !== i && n !== j),
                others,
              ),
              holds(
                next.every((a) => a >= 0 && a <= 1.5),
                next,
                "all between 0 and 1.5",
              ),
            );
          });
        }),
      ),
  },
  {
    name: "no other change of the same two does better: 201 of them were tried",
    probes: "convexity-1d",
    why: "α_i + y_i t and α_j − y_j t were tried for t between −1.5 and 1.5, as far as the bounds allow. If one is better, look at η and at the gap.",
    run: ({ pairStep, objective }) =>
      all(
        ...[5, 6, 7].flatMap((seed) => {
          const { y, K, draw } = example(seed, 8);
          const alpha = allowed(seed, y, 1);
          return Array.from({ length: 8 }, () => {
            const i = draw.integer(8);
            const j = (i + 1 + draw.integer(7)) % 8;
            const best = objective(K, y, pairStep(K, y, 1, alpha, i, j));
            const tried = Array.from({ length: 201 }, (_, s) => {
              const other = [...alpha];
              const t = (s - 100) / 100;
              other[i]! += y[i]! * t;
              other[j]! -= y[j]! * t;
              return other.every((a) => a >= 0 && a <= 1) ? objective(K, y, other) : Number.NEGATIVE_INFINITY;
            });
            const excess = Math.max(...tried) - best;
            return holds(excess <= 1e-9, `a W that is ${excess} larger`, "none that is larger");
          });
        }),
      ),
  },
  {
    name: "three points on a line: multipliers 0, ½, ½ and the bias −2",
    probes: "soft-margin",
    why: "The widest street between 1 and 3 has its middle at 2, where x − 2 = 0. Sample 0 lies beyond it and has no say.",
    run: ({ smo }) => {
      const { alpha, bias } = smo(three, labels, 10, 1e-10);
      return close([...alpha, bias], [0, 0.5, 0.5, -2], 1e-8);
    },
  },
  {
    name: "with a small C every multiplier is at it, and the bias lies in the middle of what is allowed",
    probes: "soft-margin",
    why: "At C = 0.1 the points 1 and −1 get 0.1 each: f = ±0.2, and every bias from −0.8 to 0.8 satisfies the conditions.",
    run: ({ smo }) => {
      const { alpha, bias, steps } = smo(linear([[1], [-1]]), [1, -1], 0.1, 1e-8);
      return all(close([...alpha, bias], [0.1, 0.1, 0]), equal(steps, 1));
    },
  },
  {
    name: "every sample satisfies its condition: margin ≥ 1 at 0, = 1 in between, ≤ 1 at C",
    probes: "kkt",
    why: "Decisions were computed from your multipliers and your bias. A bias that is averaged over samples at C too is not the right one.",
    run: ({ smo }) =>
      all(
        ...[11, 12, 13].flatMap((seed) =>
          [0.1, 1, 10].map((C) => {
            const { y, K } = example(seed, 16);
            const { alpha, bias } = smo(K, y, C, 1e-7);
            const margins = decisions(K, y, alpha).map((f, n) => y[n]! * (f + bias));
            const wanted = margins.map((margin, n) =>
              alpha[n]! <= 1e-9 ? Math.max(margin, 1) : alpha[n]! >= C - 1e-9 ? Math.min(margin, 1) : 1,
            );
            return all(close(margins, wanted, 1e-6), close(dot(alpha, y), 0, 1e-8));
          }),
        ),
      ),
  },
  {
    name: "the dual value meets the primal one: ½‖w‖² + C Σ max(0, 1 − y(wᵀx + b))",
    probes: "lagrangian-duality",
    why: "For every α and w the first is at most the second; where they meet, both are best.",
    run: ({ smo, objective }) =>
      all(
        ...[21, 22].map((seed) => {
          const { X, y, K } = example(seed, 20);
          const { alpha, bias } = smo(K, y, 0.5, 1e-7);
          const w = [0, 1].map((j) => X.reduce((sum, row, n) => sum + alpha[n]! * y[n]! * row[j]!, 0));
          const hinge = X.map((row, n) => Math.max(0, 1 - y[n]! * (dot(w, row) + bias)));
          const primal = dot(w, w) / 2 + 0.5 * hinge.reduce((a, b) => a + b, 0);
          return close(objective(K, y, alpha), primal, 1e-5);
        }),
      ),
  },
  {
    name: "a ring around a point is parted with the kernel exp(−‖x − z‖²)",
    probes: "svm-margin",
    why: "No line parts them. Only K is asked, so nothing else changes.",
    run: ({ smo }) => {
      const X = [[0, 0], ...Array.from({ length: 8 }, (_, k) => [2 * Math.cos(k), 2 * Math.sin(k)])];
      const y = X.map((_, n) => (n === 0 ? 1 : -1));
      const K = X.map((a) => X.map((b) => Math.exp(-((a[0]! - b[0]!) ** 2) - (a[1]! - b[1]!) ** 2)));
      const { alpha, bias } = smo(K, y, 100, 1e-6);
      const right = decisions(K, y, alpha).filter((f, n) => y[n]! * (f + bias) >= 1 - 1e-5).length;
      return equal(right, 9);
    },
  },
  {
    name: "C = 0, labels 0 and 1, or only one label are refused; the arguments are left as they were",
    why: "With C = 0 no multiplier can move, and the steps never end. With one label Σ yα = 0 leaves only α = 0, and one of the bounds on the bias does not exist.",
    run: ({ smo, pairStep, biasBounds }) => {
      const { y, K } = example(31, 6);
      const alpha = allowed(31, y, 1);
      const before = JSON.stringify({ y, K, alpha });
      pairStep(K, y, 1, alpha, 0, 1);
      biasBounds(K, y, 1, alpha);
      smo(K, y, 1, 1e-3);
      const after = JSON.stringify({ y, K, alpha });
      return all(
        throwsError(() => smo(K, y, 0, 1e-3)),
        throwsError(() => smo(three, [0, 0, 1], 1, 1e-3)),
        throwsError(() => smo(three, [1, 1, 1], 1, 1e-3)),
        holds(after === before, "an argument changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
