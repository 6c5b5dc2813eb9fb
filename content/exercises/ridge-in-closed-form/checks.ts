import {
  all,
  type Check,
  close,
  gradientMatches,
  holds,
  random,
  throwsError,
} from "@blankfile/curriculum/check";
import type { Matrix, Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Means 2 and 4; centred, the columns are −1, 0, 1 and the answers −2, −1, 3. */
const three: Matrix = [[1], [2], [3]];
const answers = [2, 3, 7];

/** N samples of F features, the answers a weighted sum of them plus noise, far from the origin. */
function example(seed: number, N: number, F: number) {
  const draw = random(seed);
  const w = draw.normals(F);
  const X = Array.from({ length: N }, () => draw.normals(F, 1, 1));
  const y = X.map((row) => row.reduce((sum, x, j) => sum + x * w[j]!, 5) + draw.normal());
  return { X, y };
}

const sum = (x: readonly number[]) => x.reduce((total, value) => total + value, 0);

const residuals = (X: Matrix, y: readonly number[], { intercept, weights }: Model) =>
  X.map((row, n) => y[n]! - intercept - sum(row.map((value, j) => value * weights[j]!)));

/** The columns are ±a and ±b around 10 and −3: perpendicular to each other and to the ones. */
const perpendicular: Matrix = [
  [13, -2],
  [13, -4],
  [7, -2],
  [7, -4],
];

export const checks: Check<Module>[] = [
  {
    name: "J by hand: residuals 1 and −2, weights 3 and −1, λ = 0.5: 5 + 0.5 · 10 = 10",
    why: "The squared errors are added, not averaged; the penalty takes every weight, and not the intercept of 100.",
    run: ({ objective }) =>
      close(
        objective(
          [
            [1, 0],
            [0, 1],
          ],
          [104, 97],
          { intercept: 100, weights: [3, -1] },
          0.5,
        ),
        10,
      ),
  },
  {
    name: "three samples by hand, λ = 2: the weight 5 / (2 + 2) = 1.25 and the intercept 4 − 1.25 · 2 = 1.5",
    probes: "linear-regression",
    why: "Centred, the column is (−1, 0, 1) and the answers are (−2, −1, 3): their product is 5, the column's squared length 2.",
    run: ({ ridge }) => {
      const { intercept, weights } = ridge(three, answers, 2);
      return close([intercept, ...weights], [1.5, 1.25]);
    },
  },
  {
    name: "without a penalty it is the least-squares line, here −1 + 2.5 x",
    probes: "least-squares",
    why: "At λ = 0 nothing but the squared errors is left.",
    run: ({ ridge }) => {
      const { intercept, weights } = ridge(three, answers, 0);
      return close([intercept, ...weights], [-1, 2.5]);
    },
  },
  {
    name: "perpendicular columns: each weight is its least-squares weight times s / (s + λ), s the column's squared length",
    why: "Centred, the columns are (3, 3, −3, −3) and (1, −1, 1, −1), with s = 36 and 4: the same λ = 4 takes a tenth of the one weight and half of the other.",
    run: ({ ridge }) => {
      const y = perpendicular.map(([a, b]) => 7 + 2 * (a! - 10) - 5 * (b! + 3));
      const { intercept, weights } = ridge(perpendicular, y, 4);
      return close([...weights, intercept], [1.8, -2.5, 7 - 18 - 7.5]);
    },
  },
  {
    name: "adding 1000 to every answer moves only the intercept, by 1000",
    probes: "linear-regression",
    why: "A penalised intercept cannot follow: it stays behind, and the weights bend to make up for it.",
    run: ({ ridge }) => {
      const { X, y } = example(1, 12, 3);
      const before = ridge(X, y, 5);
      const after = ridge(
        X,
        y.map((value) => value + 1000),
        5,
      );
      return all(
        close(after.weights, before.weights, 1e-8),
        close(after.intercept - before.intercept, 1000, 1e-8),
      );
    },
  },
  {
    name: "the residuals add up to 0, and Σ residual · x_j = λ w_j for each feature",
    probes: "partial-derivatives",
    why: "That is what the slopes of J say at its lowest point. A factor 2 or N in front of λ shows here.",
    run: ({ ridge }) => {
      const { X, y } = example(2, 20, 4);
      const lambda = 3;
      const model = ridge(X, y, lambda);
      const rest = residuals(X, y, model);
      const products = model.weights.map((_, j) => sum(rest.map((r, n) => r * X[n]![j]!)));
      return close([sum(rest), ...products], [0, ...model.weights.map((weight) => lambda * weight)], 1e-9);
    },
  },
  {
    name: "your J is flat at your model: every slope is 0 by finite differences",
    probes: "matrix-calculus",
    why: "Intercept and weights were moved one at a time around what ridge returned, and your own objective computed there. The two functions disagree.",
    run: ({ ridge, objective }) => {
      const { X, y } = example(3, 10, 3);
      const { intercept, weights } = ridge(X, y, 2);
      const J = ([b, ...w]: number[]) => objective(X, y, { intercept: b!, weights: w }, 2);
      return gradientMatches(J, [0, 0, 0, 0], [intercept, ...weights]);
    },
  },
  {
    name: "twice the same column: no answer at λ = 0, and half of the weight for each at λ = 1",
    probes: "rank-nullity",
    why: "For any λ > 0 the system can be solved. Two columns (−1, 0, 1) share the weight: 5 / (4 + 1) = 1 each. At λ = 0 solve's error is to come through.",
    run: ({ ridge }) => {
      const X = three.map(([x]) => [x!, x!]);
      const { intercept, weights } = ridge(X, answers, 1);
      return all(
        close([intercept, ...weights], [0, 1, 1]),
        throwsError(() => ridge(X, answers, 0)),
      );
    },
  },
  {
    name: "more features than samples are no obstacle: 3 samples, 6 features",
    probes: "rank-nullity",
    why: "X_cᵀX_c has at most rank 2 here, and λ on the diagonal lifts every direction.",
    run: ({ ridge }) => {
      const { X, y } = example(4, 3, 6);
      const model = ridge(X, y, 0.1);
      const rest = residuals(X, y, model);
      const products = model.weights.map((_, j) => sum(rest.map((r, n) => r * X[n]![j]!)));
      return close(
        products,
        model.weights.map((weight) => 0.1 * weight),
        1e-8,
      );
    },
  },
  {
    name: "a larger λ never makes the weights longer; at 10⁹ the answer is the mean",
    why: "If weights grow with λ, the sign of the penalty or its place is wrong; if the intercept shrinks too, it was penalised.",
    run: ({ ridge }) => {
      const { X, y } = example(5, 15, 3);
      const lengths = [0, 0.1, 1, 10, 100].map((lambda) => Math.hypot(...ridge(X, y, lambda).weights));
      const falling = lengths.every((length, i) => i === 0 || length <= lengths[i - 1]! + 1e-12);
      const { intercept, weights } = ridge(X, y, 1e9);
      return all(
        holds(falling, lengths, "lengths that do not grow with λ"),
        close([intercept, ...weights], [sum(y) / 15, 0, 0, 0], 1e-6),
      );
    },
  },
  {
    name: "degrees of freedom by hand: 36/40 + 4/8 = 1.4 at λ = 4, and 2 at λ = 0",
    probes: "psd",
    why: "A is diag(36, 4), so each direction counts s / (s + λ). Without centring, A is another matrix.",
    run: ({ degreesOfFreedom }) =>
      all(close(degreesOfFreedom(perpendicular, 4), 1.4), close(degreesOfFreedom(perpendicular, 0), 2)),
  },
  {
    name: "degrees of freedom say how far the predictions follow the answers",
    probes: "svd",
    why: "Raise each answer by 1 and add up by how much its own prediction rises: that is the degrees of freedom, and 1 more for the intercept.",
    run: ({ ridge, degreesOfFreedom }) => {
      const { X, y } = example(6, 8, 3);
      const rises = X.map((row, n) => {
        const raised = y.map((value, m) => (m === n ? value + 1 : value));
        const [low, high] = [ridge(X, y, 2), ridge(X, raised, 2)];
        const answer = ({ intercept, weights }: Model) =>
          intercept + sum(row.map((value, j) => value * weights[j]!));
        return answer(high) - answer(low);
      });
      return close(degreesOfFreedom(X, 2) + 1, sum(rises), 1e-8);
    },
  },
  {
    name: "a negative λ and NaN are refused",
    why: "Below 0 the bowl can open downwards, and what solve finds then is no minimum.",
    run: ({ ridge, degreesOfFreedom }) =>
      all(
        throwsError(() => ridge(three, answers, -1)),
        throwsError(() => ridge(three, answers, Number.NaN)),
        throwsError(() => degreesOfFreedom(three, -1)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Centring in place changes the caller's rows. Make new ones.",
    run: ({ objective, ridge, degreesOfFreedom }) => {
      const { X, y } = example(7, 6, 2);
      const model = { intercept: 1, weights: [1, 2] };
      const before = JSON.stringify({ X, y, model });
      objective(X, y, model, 1);
      ridge(X, y, 1);
      degreesOfFreedom(X, 1);
      const after = JSON.stringify({ X, y, model });
      return holds(after === before, "X, y or the model changed during the calls", "all arguments unchanged");
    },
  },
];
