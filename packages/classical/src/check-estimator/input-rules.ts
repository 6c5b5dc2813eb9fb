import type { AnyEstimator } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import { fitted, outcomeOf, refusals, withValue } from "./outcome.ts";
import { mustRefuse, type Rule, thrownBy } from "./rule.ts";
import { type Sample, sampleFor } from "./samples.ts";

/** What is asked of wrong input, and of right input in another dress. */
export const inputRules: readonly Rule[] = [
  {
    says: "methods before fit are refused, and say to call fit",
    check: (make) => {
      const { X } = sampleFor(make());
      return ["predict", "transform", "scoreSamples"].map((method) => {
        const call = (make() as unknown as Record<string, unknown>)[method];
        if (typeof call !== "function") return undefined;
        return mustRefuse(`${method} before fit`, () => call.call(make(), X), "fit");
      });
    },
  },
  {
    says: "NaN, where it has no meaning, and infinity are refused by place",
    check: (make) => {
      const bad = make().traits.allowsNaN ? [Infinity, -Infinity] : [Number.NaN, Infinity];
      return bad.flatMap((value) => {
        const sample = sampleFor(make());
        const spoilt = withValue(sample.X, 4, 1, value);
        return [
          mustRefuse(`fit with ${value}`, () => make().fit(spoilt, sample.y), "[4, 1]", String(value)),
          ...refusals(fitted(make, sample), spoilt, `with ${value}`, "[4, 1]"),
        ];
      });
    },
  },
  {
    says: "X of one dimension, without rows or without columns is refused",
    check: (make) => {
      const { y } = sampleFor(make());
      const flat = new Float64Array(45) as unknown as Matrix;
      return [
        mustRefuse("X of one dimension", () => make().fit(flat, y), make().name),
        mustRefuse("X without rows", () => make().fit(Matrix.zeros(0, 3), []), "0 rows"),
        mustRefuse("X without columns", () => make().fit(Matrix.zeros(45, 0), y), "no columns"),
      ];
    },
  },
  {
    says: "other widths than in fit are refused, and y of another length",
    check: (make) => {
      const sample = sampleFor(make());
      const estimator = fitted(make, sample);
      const wide = Matrix.zeros(5, 7);
      const faults = refusals(estimator, wide, "of 7 columns", /7 columns.*3/);
      if (estimator.kind !== "classifier" && estimator.kind !== "regressor") return faults;
      const short = Array.from(sample.y!).slice(1);
      return [...faults, mustRefuse("y of 44", () => make().fit(sample.X, short), "44", "45")];
    },
  },
  {
    says: "rows of numbers and a tensor give what a Matrix gives",
    check: (make) => {
      const { X, y } = sampleFor(make());
      const wanted = JSON.stringify(make().fit(X, y));
      return [X.toArray(), X.toTensor()].map((dressed) =>
        JSON.stringify(make().fit(dressed, y)) === wanted
          ? undefined
          : `fit on ${dressed.constructor.name} learns something else`,
      );
    },
  },
  {
    says: "inputs are left as they were",
    check: (make) => {
      const { X, y } = sampleFor(make());
      const [xs, ys] = [X.data.slice(), y && Array.from(y)];
      const estimator = make().fit(X, y);
      outcomeOf(estimator, X);
      return [
        xs.every((value, at) => Object.is(value, X.data[at])) ? undefined : "X was changed",
        !ys || ys.every((value, at) => value === y![at]) ? undefined : "y was changed",
      ];
    },
  },
  {
    says: "a constant column, a repeated row and a repeated column do no harm",
    check: (make) => {
      const sample = sampleFor(make());
      return (["constant", "column"] as const).flatMap((kind) => {
        const X = sample.X.takeRows(Array.from({ length: sample.X.rows }, (_, i) => (i === 7 ? 4 : i)));
        for (let i = 0; i < X.rows; i++) X.data[i * X.cols + 2] = kind === "constant" ? 1.5 : X.at(i, 0);
        return whole(make, { ...sample, X }, `a ${kind === "constant" ? "constant" : "repeated"} column`);
      });
    },
  },
];

/** Fits and uses it: nothing is thrown, and no NaN comes out. */
function whole(make: () => AnyEstimator, sample: Sample, what: string): (string | undefined)[] {
  let fault: string | undefined;
  const failed = thrownBy(() => {
    for (const [method, rows] of outcomeOf(fitted(make, sample), sample.X)) {
      if (rows.some((row) => row.some((value) => Number.isNaN(value))))
        fault = `${what}: ${method} gives NaN`;
    }
  });
  return [failed && `${what}: ${failed}`, fault];
}
