import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Rows = readonly (readonly number[])[];

const sum = (x: readonly number[]) => x.reduce((total, v) => total + v, 0);
const shares = (x: readonly number[]) => x.map((v) => v / sum(x));

/** Positive random rows. */
function dense(size: number, seed: number): number[][] {
  const draw = random(seed);
  return Array.from({ length: size }, () => shares(draw.uniforms(size, 0.05, 1)));
}

/** A walk on 0 … last that goes up with probability up, else down; both ends stay where they are. */
function walk(last: number, up = 0.5): number[][] {
  return Array.from({ length: last + 1 }, (_, i) =>
    Array.from({ length: last + 1 }, (_, j) => {
      if (i === 0 || i === last) return i === j ? 1 : 0;
      return j === i + 1 ? up : j === i - 1 ? 1 - up : 0;
    }),
  );
}

/** Ehrenfest's urns: of `balls` balls one changes sides; the state counts those on the left. */
const urns = (balls: number) =>
  Array.from({ length: balls + 1 }, (_, i) =>
    Array.from({ length: balls + 1 }, (_, j) =>
      j === i - 1 ? i / balls : j === i + 1 ? (balls - i) / balls : 0,
    ),
  );

const island = [
  [0.5, 0.5, 0, 0],
  [0.25, 0.75, 0, 0],
  [0, 0, 0.5, 0.5],
  [0, 0, 1, 0],
];

export const checks: Check<Module>[] = [
  {
    name: "a step by hand: from (½, ½), rows (0.9, 0.1), (0.4, 0.6) lead to (0.65, 0.35)",
    probes: "conditional-probability",
    why: "Into state 0 come ½ · 0.9 from itself and ½ · 0.4 from the other. Rows times p, Σ_j P_ij p_j, is a mean over where one goes, not over where one comes from.",
    run: ({ step }) => close(step([[0.9, 0.1], [0.4, 0.6]], [0.5, 0.5]), [0.65, 0.35], 1e-14), // biome-ignore format: one line
  },
  {
    name: "a step keeps probabilities: they add up to 1, and a certain state leads to its row",
    probes: "matrices",
    why: "(0, …, 1, …, 0) P is a row of P. If it is a column, the matrix is turned over.",
    run: ({ step }) => {
      const P = dense(4, 1);
      return all(
        ...P.map((row, i) => close(step(P, P.map((_, j) => (i === j ? 1 : 0))), row, 1e-14)), // biome-ignore format: one line
        close(sum(step(P, [0.1, 0.2, 0.3, 0.4])), 1, 1e-14),
      );
    },
  },
  {
    name: "two states by hand: rows (0.9, 0.1), (0.4, 0.6) settle at (0.8, 0.2)",
    why: "In balance as much goes from 0 to 1 as back: π₀ · 0.1 = π₁ · 0.4. Both numbers add up to 1. P times a column is solved by (1, 1), whatever P is.",
    run: ({ stationary }) => close(stationary([[0.9, 0.1], [0.4, 0.6]]), [0.8, 0.2], 1e-12), // biome-ignore format: one line
  },
  {
    name: "random chains: a step leaves π as it is, and π is a distribution",
    probes: "matrices",
    run: ({ stationary }) =>
      all(
        ...[1, 2, 3, 5, 10].map((size) => {
          const P = dense(size, size + 10);
          const pi = stationary(P);
          return all(
            close(P.map((_, j) => sum(pi.map((p, i) => p * P[i]![j]!))), pi, 1e-12), // biome-ignore format: one line
            close(sum(pi), 1, 1e-12),
          );
        }),
      ),
    why: "The equation of state j has column j of P in it. One of the N equations follows from the others and makes room for Σπ = 1.",
  },
  {
    name: "a chain that alternates has a stationary distribution too: (0, 1), (1, 0), and Ehrenfest's urns",
    probes: "eigen",
    why: "After an even number of steps the urns are in states of one kind, after an odd number in the others: repeated steps never settle. Four balls: 1, 4, 6, 4, 1 sixteenths.",
    run: ({ stationary }) =>
      all(
        close(stationary([[0, 1], [1, 0]]), [0.5, 0.5], 1e-12), // biome-ignore format: one line
        close(stationary(urns(4)), [1, 4, 6, 4, 1].map((k) => k / 16), 1e-12), // biome-ignore format: one line
      ),
  },
  {
    name: "a chain that changes sides once in 10⁶ steps: (⅔, ⅓) all the same",
    why: "Repeated steps need millions of them here, and a loop that stops when little changes stops at once.",
    run: ({ stationary }) =>
      close(stationary([[1 - 1e-6, 1e-6], [2e-6, 1 - 2e-6]]), [2 / 3, 1 / 3], 1e-8), // biome-ignore format: one line
  },
  {
    name: "states that are left for ever have the probability 0",
    why: "State 0 leads to 1 and 2, which never lead back. Only one set of states is never left, so π is unique.",
    run: ({ stationary }) =>
      all(
        close(stationary([[0.5, 0.25, 0.25], [0, 0, 1], [0, 0.5, 0.5]]), [0, 1 / 3, 2 / 3], 1e-12), // biome-ignore format: one line
        close(stationary([[1, 0], [0.5, 0.5]]), [1, 0], 1e-12), // biome-ignore format: one line
        close(stationary([[1]]), [1]),
      ),
  },
  {
    name: "several stationary distributions are refused: two islands, two ends that hold on, standing still",
    probes: "matrices",
    why: "Each island has its own, and every mixture is one too. The system is singular: in floating point its last pivot is 0 or about 10⁻¹⁶.",
    run: ({ stationary }) =>
      all(
        refuses(() => stationary(island)),
        refuses(() => stationary(walk(4))),
        refuses(() => stationary([[1, 0], [0, 1]])), // biome-ignore format: one line
      ),
  },
  {
    name: "waiting by hand: with probability ¼ a step succeeds, so it takes 4; a target takes 0",
    probes: "conditional-probability",
    why: "h = 1 + ¾ h. The first step counts also when it succeeds, and whoever stands on a target has arrived.",
    run: ({ hittingTimes }) =>
      close(hittingTimes([[0.75, 0.25], [0.5, 0.5]], [1]), [4, 0], 1e-12), // biome-ignore format: one line
  },
  {
    name: "two heads in a row take 6 throws, head and then tail 4",
    why: "States: nothing yet, one head, done. After head and tail the first game is back at nothing; in the second, after a head another head loses nothing.",
    run: ({ hittingTimes }) =>
      close(
        [
          hittingTimes([[0.5, 0.5, 0], [0.5, 0, 0.5], [0, 0, 1]], [2]), // biome-ignore format: one line
          hittingTimes([[0.5, 0.5, 0], [0, 0.5, 0.5], [0, 0, 1]], [2]), // biome-ignore format: one line
        ],
        [[6, 4, 0], [4, 2, 0]], // biome-ignore format: one line
        1e-12,
      ),
  },
  {
    name: "a fair walk between 0 and 8 ends after i (8 − i) steps",
    why: "Both ends are targets. i(8 − i) solves h_i = 1 + (h_{i−1} + h_{i+1})/2.",
    run: ({ hittingTimes }) => close(hittingTimes(walk(8), [0, 8]), [0, 7, 12, 15, 16, 15, 12, 7, 0], 1e-11),
  },
  {
    name: "the way back takes 1/π: random chains and the urns",
    why: "Kac: one step away from i, and then the expected time to i, make 1/π_i. Your two functions are compared with each other.",
    run: ({ stationary, hittingTimes }) =>
      all(
        ...[dense(4, 40), dense(7, 41), urns(4)].map((P) => {
          const pi = stationary(P);
          const back = P.map((row, i) => 1 + sum(hittingTimes(P, [i]).map((h, j) => (row[j]! > 0 ? row[j]! * h : 0)))); // biome-ignore format: one line
          return close(back, pi.map((p) => 1 / p), 1e-10); // biome-ignore format: one line
        }),
      ),
  },
  {
    name: "Infinity where arrival is not certain: to the upper end of a walk, to the other island",
    why: "From the middle of the walk the lower end may come first, and holds on for ever. That a way leads to the target is not enough: none may lead to where no way does.",
    run: ({ hittingTimes }) => {
      const never = Number.POSITIVE_INFINITY;
      return all(
        equal(hittingTimes(walk(4), [4]), [never, never, never, never, 0]),
        equal(hittingTimes(walk(3, 0.99), [3]), [never, never, never, 0]),
        close(hittingTimes(island, [0]).slice(0, 2), [0, 4], 1e-12),
        equal(hittingTimes(island, [0]).slice(2), [never, never]),
        close(hittingTimes(island, [0, 3]), [0, 4, 2, 0], 1e-12),
      );
    },
  },
  {
    name: "what comes after the arrival plays no part: 0 → 1 → 2, with 1 as the target",
    why: "From 1 the chain goes where it never returns from, but it has been in 1 by then. Ways through a target do not make arrival uncertain.",
    run: ({ hittingTimes }) =>
      equal(hittingTimes([[0, 1, 0], [0, 0, 1], [0, 0, 1]], [1]), [1, 0, Number.POSITIVE_INFINITY]), // biome-ignore format: one line
  },
  {
    name: "what is no chain, no distribution's length or no target is refused",
    why: "A row that adds up to 0.9 loses a tenth of the probability at each visit, and every result is still a number.",
    run: ({ step, stationary, hittingTimes }) => {
      const fair = [[0.5, 0.5], [0.5, 0.5]]; // biome-ignore format: one line
      const bad: Rows[] = [[[0.5, 0.4], [0.5, 0.5]], [[1.5, -0.5], [0, 1]], [[1, 0]], [[Number.NaN, 1], [0, 1]], [[0.5, 0.5], [1]]]; // biome-ignore format: one line
      return all(
        ...bad.flatMap((P) => [refuses(() => step(P, [1, 0])), refuses(() => stationary(P)), refuses(() => hittingTimes(P, [0]))]), // biome-ignore format: one line
        refuses(() => step(fair, [1])),
        refuses(() => step(fair, [0.5, 0.5, 0])),
        ...[[], [2], [-1], [0.5]].map((targets) => refuses(() => hittingTimes(fair, targets))),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Eliminate in a copy: P − I in place of P is no chain any more.",
    run: ({ step, stationary, hittingTimes }) => {
      const P = dense(4, 50);
      const [p, targets] = [[0.1, 0.2, 0.3, 0.4], [2, 0]]; // biome-ignore format: one line
      step(P, p);
      stationary(P);
      hittingTimes(P, targets);
      return equal([...P, p, targets], [...dense(4, 50), [0.1, 0.2, 0.3, 0.4], [2, 0]]);
    },
  },
];
