import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";
import type { Matrix, Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** Centred: (−1, −1, 1, 1) and (−1, 1, 0, 0); answers (−4, −2, 3, 3) around 10. */
const four: Matrix = [
  [4, 1],
  [4, 3],
  [6, 2],
  [6, 2],
];
const answers = [6, 8, 13, 13];

/** N samples of F correlated features, away from the origin, of which only the first two matter. */
function example(seed: number, N: number, F: number) {
  const draw = random(seed);
  const X = Array.from({ length: N }, () => {
    const common = draw.normal();
    return draw.normals(F, 2, 1).map((x) => x + common);
  });
  const y = X.map(([a, b]) => 3 + 2 * a! - (b ?? 0) + 0.5 * draw.normal());
  return { X, y };
}

const sum = (x: readonly number[]) => x.reduce((total, value) => total + value, 0);

/** x_jᵀ r / N for each feature, and the mean of r, where r are the model's residuals. */
function slopes(X: Matrix, y: readonly number[], { intercept, weights }: Model) {
  const rest = X.map((row, n) => y[n]! - intercept - sum(row.map((value, j) => value * weights[j]!)));
  return {
    features: weights.map((_, j) => sum(rest.map((r, n) => (r * X[n]![j]!) / y.length))),
    mean: sum(rest) / y.length,
  };
}

export const checks: Check<Module>[] = [
  {
    name: "soft threshold by hand: 3, −3 and 0.5 with t = 1 become 2, −2 and 0",
    why: "Beyond t the value moves towards 0 by t, on both sides. What is nearer to 0 than t becomes 0 and does not change its sign.",
    run: ({ softThreshold }) =>
      close(
        [3, -3, 0.5, -0.5, 1, 0].map((z) => softThreshold(z, 1)),
        [2, -2, 0, 0, 0, 0],
      ),
  },
  {
    name: "no u on a fine grid does better than the soft threshold",
    probes: "convexity-1d",
    why: "½(u − z)² + t|u| was computed at 801 values of u for random z and t.",
    run: ({ softThreshold }) => {
      const draw = random(1);
      const worse = Array.from({ length: 40 }, () => {
        const [z, t] = [draw.uniform(-3, 3), draw.uniform(0, 2)];
        const cost = (u: number) => (u - z) ** 2 / 2 + t * Math.abs(u);
        const best = Math.min(...Array.from({ length: 801 }, (_, i) => cost(-4 + i / 100)));
        return cost(softThreshold(z, t)) - best;
      });
      return holds(
        worse.every((gap) => gap <= 1e-12),
        `a cost ${Math.max(...worse)} above that of a grid point`,
        "no cost above",
      );
    },
  },
  {
    name: "L by hand: residuals 1 and −3, weights 2 and −1, λ = 0.5: 10/4 + 1.5 = 4",
    why: "The squared errors are divided by 2N = 4. The penalty adds sizes, so −1 counts 1, and the intercept does not count.",
    run: ({ objective }) =>
      close(
        objective(
          [
            [1, 0],
            [0, 1],
          ],
          [13, 6],
          { intercept: 10, weights: [2, -1] },
          0.5,
        ),
        4,
      ),
  },
  {
    name: "one sweep by hand, λ = 0.5: perpendicular columns with S(3, 0.5) / 1 = 2.5 and S(0.5, 0.5) / 0.5 = 0",
    probes: "linear-regression",
    why: "Centred, the columns are (−1, −1, 1, 1) and (−1, 1, 0, 0), the answers (−4, −2, 3, 3). Their products with the answers, over N, are 12/4 and 2/4. Divide by xᵀx / N after the threshold. The best intercept is ȳ − wᵀx̄, with the means of the columns as they were given.",
    run: ({ lasso }) => {
      const { intercept, weights } = lasso(four, answers, 0.5, 1);
      return close([intercept, ...weights], [10 - 2.5 * 5, 2.5, 0]);
    },
  },
  {
    name: "the same at λ = 0.25: weights 2.75 and S(0.5, 0.25) / 0.5 = 0.5",
    why: "Where xᵀx / N is not 1, it matters that λ is taken off before the division, or divided too.",
    run: ({ lasso }) => {
      const { intercept, weights } = lasso(four, answers, 0.25, 1);
      return close([intercept, ...weights], [10 - 2.75 * 5 - 0.5 * 2, 2.75, 0.5]);
    },
  },
  {
    name: "twice the same column: the first takes the whole weight in the first sweep, and keeps it",
    probes: "gradient-descent",
    why: "When the second feature is reached, the residual has the first one's new weight in it, and nothing is left to explain. Weights that all move from the same place share it or oscillate.",
    run: ({ lasso }) => {
      const X = [1, 2, 3].map((x) => [x, x]);
      const y = [2, 3, 7]; // S(5/3, 1/3) / (2/3) = 2
      return all(
        ...[1, 2, 5].map((sweeps) => {
          const { intercept, weights } = lasso(X, y, 1 / 3, sweeps);
          return close([intercept, ...weights], [0, 2, 0]);
        }),
      );
    },
  },
  {
    name: "no sweep gives the weights 0 and the mean as intercept",
    why: "The descent starts from w = 0, and the best intercept for that is the mean of y.",
    run: ({ lasso }) => {
      const { intercept, weights } = lasso(four, answers, 0.5, 0);
      return close([intercept, ...weights], [10, 0, 0]);
    },
  },
  {
    name: "your L never rises from one sweep to the next",
    probes: "convexity-1d",
    why: "Each weight moves to the lowest point along its own axis; whatever it started from cannot have been lower.",
    run: ({ lasso, objective }) => {
      const { X, y } = example(2, 20, 5);
      const values = Array.from({ length: 12 }, (_, k) => objective(X, y, lasso(X, y, 0.3, k), 0.3));
      return holds(
        values.every((value, k) => k === 0 || value <= values[k - 1]! + 1e-12),
        values,
        "values that do not rise",
      );
    },
  },
  {
    name: "after many sweeps: x_jᵀr / N is λ · sign(w_j) where w_j is not 0, and no larger than λ where it is",
    probes: "subgradients",
    why: "These are the conditions of the least L. They fail if λ is scaled wrongly, or if the residual does not belong to the weights.",
    run: ({ lasso }) =>
      all(
        ...[0.05, 0.4, 1].map((lambda) => {
          const { X, y } = example(3, 30, 6);
          const model = lasso(X, y, lambda, 400);
          const { features, mean } = slopes(X, y, model);
          const wanted = model.weights.map((weight, j) =>
            weight === 0 ? Math.max(-lambda, Math.min(lambda, features[j]!)) : lambda * Math.sign(weight),
          );
          return all(close(features, wanted, 1e-8), close(mean, 0, 1e-8));
        }),
      ),
  },
  {
    name: "with λ = 0 many sweeps end at least squares: the residuals are perpendicular to every feature",
    probes: "least-squares",
    why: "Without a penalty the threshold does nothing.",
    run: ({ lasso }) => {
      const { X, y } = example(4, 25, 3);
      return close(slopes(X, y, lasso(X, y, 0, 400)).features, [0, 0, 0], 1e-8);
    },
  },
  {
    name: "weights that are out are exactly 0",
    why: "A weight of 10⁻¹⁷ is still in the model. The threshold returns 0 itself.",
    run: ({ lasso }) => {
      const { X, y } = example(5, 40, 8);
      const { weights } = lasso(X, y, 0.6, 200);
      const zeros = weights.filter((weight) => weight === 0).length;
      return holds(
        zeros >= 3 && weights[0]! > 0,
        weights,
        "at least three weights that are 0, the first above 0",
      );
    },
  },
  {
    name: "the largest useful λ by hand: 3 for the four samples",
    probes: "subgradients",
    why: "At w = 0 the slopes of the squared error are −12/4 and −2/4 in the centred columns. A λ that outweighs the steeper keeps every weight at 0.",
    run: ({ lambdaMax }) => close(lambdaMax(four, answers), 3),
  },
  {
    name: "at your largest λ all weights are 0, a little below it one is not",
    why: "If weights remain at lambdaMax, it is too small; if none comes in below it, too large. A negative slope counts by its size.",
    run: ({ lambdaMax, lasso }) => {
      const { X, y } = example(6, 20, 4);
      const down = y.map((value) => -value);
      return all(
        ...[y, down].map((target) => {
          const top = lambdaMax(X, target);
          const [at, below] = [1 + 1e-9, 0.99].map(
            (part) => lasso(X, target, top * part, 50).weights.filter((weight) => weight !== 0).length,
          );
          return equal([at, below], [0, 1]);
        }),
      );
    },
  },
  {
    name: "a feature with the same value in every sample keeps the weight 0",
    why: "Its centred column is 0, or as good as 0: 0.1 + 0.1 + 0.1 divided by 3 is not 0.1. The division would give NaN or a weight out of rounding.",
    run: ({ lasso }) => {
      const X = [0, 3, 6].map((x) => [0.1, x, 7]);
      const { intercept, weights } = lasso(X, [1, 2, 3], 0, 1);
      const draw = random(8);
      const kept = Array.from({ length: 20 }, (_, i) => {
        const rows = draw.normals(3 + i).map((x) => [0.1, x, 0.7]);
        return lasso(rows, draw.normals(3 + i), 0, 2).weights;
      });
      return all(
        close([intercept, ...weights], [1, 0, 1 / 3, 0]),
        equal(
          kept.map(([first, , last]) => [first, last]),
          kept.map(() => [0, 0]),
        ),
      );
    },
  },
  {
    name: "a negative λ is refused, and the arguments are left as they were",
    why: "A negative penalty rewards large weights. Centring in place would change the caller's rows.",
    run: ({ objective, lambdaMax, lasso }) => {
      const { X, y } = example(7, 6, 2);
      const model = { intercept: 1, weights: [1, 2] };
      const before = JSON.stringify({ X, y, model });
      objective(X, y, model, 1);
      lambdaMax(X, y);
      lasso(X, y, 0.1, 3);
      const after = JSON.stringify({ X, y, model });
      return all(
        throwsError(() => lasso(X, y, -1, 1)),
        throwsError(() => lasso(X, y, Number.NaN, 1)),
        holds(after === before, "X, y or the model changed during the calls", "all arguments unchanged"),
      );
    },
  },
];
