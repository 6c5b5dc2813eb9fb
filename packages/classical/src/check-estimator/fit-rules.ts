import { fromJSON } from "../estimator/json.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import { difference, fitted, outcomeOf, pick } from "./outcome.ts";
import { type Rule, thrownBy } from "./rule.ts";
import { sampleFor } from "./samples.ts";

/** What is asked of fit and of what follows from it. */
export const fitRules: readonly Rule[] = [
  {
    says: "fit returns the estimator",
    check: (make) => {
      const estimator = make();
      const { X, y } = sampleFor(estimator);
      return [estimator.fit(X, y) === estimator ? undefined : "fit returns something else"];
    },
  },
  {
    says: "the same data and options give the same result",
    check: (make) => {
      const [a, b] = [0, 1].map(() => JSON.stringify(fitted(make, sampleFor(make()))));
      return [a === b ? undefined : "two fits of the same learn different things"];
    },
  },
  {
    says: "a second fit forgets the first",
    check: (make) => {
      const [first, second] = [sampleFor(make(), 60, 7), sampleFor(make(), 45, 1)];
      const again = JSON.stringify(fitted(make, first).fit(second.X, second.y));
      return [
        again === JSON.stringify(fitted(make, second)) ? undefined : "fit on A, then B, is not fit on B",
      ];
    },
  },
  {
    says: "it comes back from JSON bit for bit",
    check: (make) => {
      const sample = sampleFor(make());
      const estimator = fitted(make, sample);
      const text = JSON.stringify(estimator);
      const back = fromJSON(text);
      return [
        back.constructor === estimator.constructor ? undefined : `it comes back as ${back.name}`,
        JSON.stringify(back) === text ? undefined : "saved again it is another text",
        difference(outcomeOf(back, sample.X), outcomeOf(estimator, sample.X)),
      ];
    },
  },
  {
    says: "each method gives a row for each row, and probabilities sum to 1",
    check: (make) => {
      const sample = sampleFor(make());
      const outcome = outcomeOf(fitted(make, sample), sample.X);
      const faults = [...outcome].map(([method, rows]) =>
        rows.length === sample.X.rows
          ? undefined
          : `${method} gives ${rows.length} rows for ${sample.X.rows}`,
      );
      const sums = (outcome.get("predictProba") ?? []).map((row) =>
        (row as number[]).reduce((a, b) => a + b, 0),
      );
      const wrong = sums.findIndex((sum) => !(Math.abs(sum - 1) < 1e-9));
      return [...faults, wrong < 0 ? undefined : `predictProba: row ${wrong} sums to ${sums[wrong]}`];
    },
  },
  {
    says: "what is said of a row does not depend on the rows beside it",
    check: (make, { tolerance = 1e-7 }) => {
      const sample = sampleFor(make());
      const estimator = fitted(make, sample);
      const order = [17, 3, 30, 4];
      const alone = outcomeOf(estimator, sample.X.takeRows(order));
      return [difference(alone, pick(outcomeOf(estimator, sample.X), order), tolerance)];
    },
  },
  {
    says: "no rows give no rows",
    check: (make) => {
      const estimator = fitted(make, sampleFor(make()));
      return [
        thrownBy(() => {
          for (const [method, rows] of outcomeOf(estimator, Matrix.zeros(0, 3)))
            if (rows.length > 0) throw new Error(`${method} gives ${rows.length} rows for none`);
        }),
      ];
    },
  },
  {
    says: "one feature is enough, or as many as it says",
    check: (make, { minFeatures = 1 }) => {
      const sample = sampleFor(make());
      const columns = Array.from({ length: minFeatures }, (_, j) => j);
      const narrow = { ...sample, X: sample.X.takeColumns(columns) };
      return [thrownBy(() => outcomeOf(fitted(make, narrow), narrow.X))];
    },
  },
  {
    says: "a clusterer numbers its groups from 0, and noise −1",
    check: (make) => {
      const estimator = fitted(make, sampleFor(make()));
      if (estimator.kind !== "clusterer") return [];
      const labels = (estimator as AnyEstimator & { labels_: Int32Array }).labels_;
      const groups = [...new Set(labels)].filter((label) => label !== -1).sort((a, b) => a - b);
      return [groups.every((label, at) => label === at) ? undefined : `its groups are ${groups.join(", ")}`];
    },
  },
  {
    says: "a transformer names its columns, as many as it gives",
    check: (make) => {
      const sample = sampleFor(make());
      const estimator = fitted(make, sample) as AnyEstimator & { getFeatureNamesOut?(): string[] };
      const rows = outcomeOf(estimator, sample.X).get("transform");
      if (!rows || !estimator.getFeatureNamesOut) return [];
      const names = estimator.getFeatureNamesOut();
      return [
        names.length === rows[0]!.length ? undefined : `${names.length} names for ${rows[0]!.length} columns`,
        new Set(names).size === names.length ? undefined : `names repeat: ${names.join(", ")}`,
      ];
    },
  },
];
