import type { AnyEstimator } from "../estimator/known.ts";
import { LARGEST } from "../estimator/validate.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { fitted, outcomeOf, refusals, withValue } from "./outcome.ts";
import { mustRefuse, type Rule, thrownBy } from "./rule.ts";
import { type Sample, sampleFor } from "./samples.ts";

/** What is asked of numbers near the ends of float64. */
export const extremeRules: readonly Rule[] = [
  {
    says: "values, targets and weights whose squares are infinite are refused by place",
    check: (make) => {
      const sample = sampleFor(make());
      const [X, words] = [withValue(sample.X, 4, 1, 1e200), ["[4, 1]", "1e+200", "1e100"]];
      const weights = spoilt(new Float64Array(sample.X.rows).fill(1), 1e200);
      return [
        mustRefuse("fit with 1e200", () => make().fit(X, sample.y), ...words),
        ...refusals(fitted(make, sample), X, "with 1e200", ...words),
        make().kind === "regressor"
          ? mustRefuse("y of 1e200", () => make().fit(sample.X, spoilt(sample.y!, 1e200)), "y[3]", "1e100")
          : undefined,
        make().traits.takesWeight
          ? mustRefuse(
              "a weight of 1e200",
              () => fitted(make, sample, { sampleWeight: weights }),
              "sampleWeight[3]",
              "1e100",
            )
          : undefined,
      ];
    },
  },
  {
    says: "the largest values, targets and weights are learnt from, or refused in words",
    check: (make) => {
      const sample = sampleFor(make());
      const large = LARGEST / 100;
      const weights = (value: (i: number) => number) => ({
        sampleWeight: Float64Array.from({ length: sample.X.rows }, (_, i) => value(i)),
      });
      const { takesWeight = false } = make().traits;
      return [
        sound(make, { ...sample, X: columnTimes(sample.X, large) }, "a column times 1e98"),
        sound(make, { ...sample, X: withValue(sample.X, 4, 1, large) }, "one value of 1e98"),
        make().kind === "regressor"
          ? sound(make, { ...sample, y: Array.from(sample.y!, (y) => Number(y) * large) }, "y times 1e98")
          : undefined,
        takesWeight
          ? sound(
              make,
              sample,
              "weights of 1e98",
              weights((i) => large * (1 + (i % 3))),
            )
          : undefined,
        takesWeight
          ? sound(
              make,
              sample,
              "one weight of 1e98",
              weights((i) => (i === 3 ? large : 1)),
            )
          : undefined,
      ];
    },
  },
  {
    says: "a spread below the least normal number is learnt from, or is none",
    check: (make) => {
      const sample = sampleFor(make());
      return [sound(make, { ...sample, X: columnTimes(sample.X, 1e-310) }, "a column times 1e-310")];
    },
  },
];

function spoilt(values: ArrayLike<unknown>, value: number): number[] {
  return Array.from(values, (one, i) => (i === 3 ? value : Number(one)));
}

function columnTimes(X: Matrix, factor: number): Matrix {
  const out = X.takeRows(Array.from({ length: X.rows }, (_, i) => i));
  for (let i = 0; i < X.rows; i++) out.data[i * X.cols + 1]! *= factor;
  return out;
}

/** Fits and uses it: no number that comes out is NaN or infinite, or else it is said what is needed. */
function sound(make: () => AnyEstimator, sample: Sample, what: string, options?: object): string | undefined {
  let fault: string | undefined;
  const failed = thrownBy(() => {
    for (const [method, rows] of outcomeOf(fitted(make, sample, options), sample.X)) {
      const wrong = rows.flat().find((value) => typeof value === "number" && !Number.isFinite(value));
      if (wrong !== undefined) fault = `${what}: ${method} gives ${String(wrong)}`;
    }
  });
  if (failed !== undefined && !failed.includes("needed")) return `${what}: ${failed}`;
  return fault;
}
