import { readFileSync } from "node:fs";
import { parseCsv, type Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Nearest } from "../check-estimator/honest.fixture.ts";
import { quietly } from "../check-estimator/rule.ts";
import { Matrix } from "../matrix/matrix.ts";
import { crossValPredict } from "../model-selection/validation/cross-val-predict.ts";
import { KNeighborsClassifier } from "../neighbors/k-neighbors-classifier.ts";
import { ResampledClassifier } from "./resampled-classifier.ts";
import {
  editNearestNeighbours,
  randomOverSample,
  randomUnderSample,
  removeTomekLinks,
  smote,
} from "./resampling.ts";
import { TunedThresholdClassifierCV } from "./tuned-threshold-classifier-cv.ts";

const read = (topic: string) =>
  JSON.parse(readFileSync(new URL(`../../../../golden/classical/${topic}.json`, import.meta.url), "utf8"))
    .values;
const counts = (y: readonly unknown[]) =>
  Object.fromEntries(
    [...Map.groupBy(y, (label) => String(label))].map(([label, own]) => [label, own.length]),
  );

describe("resampling", () => {
  const X = Matrix.fromRows(Array.from({ length: 20 }, (_, i) => [i, i % 3]));
  const y = Array.from({ length: 20 }, (_, i) => (i < 14 ? "a" : "b"));

  it("over: the smaller class is copied up to the larger", () => {
    const { X: more, y: labels } = randomOverSample(X, y, new Philox(1));
    expect(counts(labels)).toEqual({ a: 14, b: 14 });
    const rows = (more as Matrix).toArray();
    expect(rows.slice(0, 20)).toEqual(X.toArray());
    for (const [i, row] of rows.entries()) expect(y[row[0]!]).toBe(labels[i]);
  });

  it("under: the larger class is thinned to the smaller, in the rows' order; tables too", () => {
    const table = parseCsv(`n,w\n${y.map((label, i) => `${i},${label}`).join("\n")}\n`);
    const { X: fewer, y: labels } = randomUnderSample(table, y, new Philox(1));
    expect(counts(labels)).toEqual({ a: 6, b: 6 });
    const kept = [...(fewer as Table).numbers("n")];
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  });

  it("SMOTE: what is made lies between two rows of its class", () => {
    const { X: more, y: labels } = smote(X, y, new Philox(2), { kNeighbors: 3 });
    expect(counts(labels)).toEqual({ a: 14, b: 14 });
    const made = (more as Matrix).toArray().slice(20);
    const own = X.toArray().slice(14);
    for (const row of made) {
      const isBetween = own.some((a) => own.some((b) => a !== b && onLine(row, a, b)));
      expect(isBetween, String(row)).toBe(true);
    }
    expect(() => smote(X, y, new Philox(1), { kNeighbors: 6 })).toThrow(
      'smote: class "b" has 6 rows for 6 neighbours, more than 6 are needed; a smaller kNeighbors helps',
    );
  });

  it.each(
    (read("imbalance") as { X: number[][]; y: number[]; kept: Record<string, number[]> }[]).map(
      (one, i) => [i, one] as const,
    ),
  )(
    "Tomek links and edited neighbours keep what imbalanced-learn keeps, case %i",
    (_, { X: rows, y: labels, kept }) => {
      const numbered = Matrix.fromRows(rows);
      const of = (found: { X: unknown }) =>
        (found.X as Matrix).toArray().map((row) => rows.findIndex(([a, b]) => a === row[0] && b === row[1]));
      expect(of(removeTomekLinks(numbered, labels))).toEqual(kept.tomek);
      expect(of(editNearestNeighbours(numbered, labels))).toEqual(kept.all);
      expect(of(editNearestNeighbours(numbered, labels, { kindSel: "mode" }))).toEqual(kept.mode);
    },
  );

  it("refuses one class and other lengths", () => {
    expect(() => randomOverSample([[1], [2]], [1, 1], new Philox(0))).toThrow(
      "randomOverSample: y has the one class 1, at least 2 are needed",
    );
    expect(() => randomOverSample([[1], [2]], [1], new Philox(0))).toThrow(/y has 1 values, 2 are needed/);
  });
});

function onLine(row: number[], a: number[], b: number[]): boolean {
  const along = a.map((value, j) => (b[j]! === value ? undefined : (row[j]! - value) / (b[j]! - value)));
  const shares = along.filter((share) => share !== undefined);
  return (
    shares.every((share) => share > -1e-9 && share < 1 && Math.abs(share - shares[0]!) < 1e-9) &&
    a.every((value, j) => b[j]! !== value || Math.abs(row[j]! - value) < 1e-12)
  );
}

describe("ResampledClassifier", () => {
  const rng = new Philox(7);
  const y = Array.from({ length: 300 }, (_, i) => Number(i % 12 === 0));
  const X = Matrix.fromRows(y.map((label) => [rng.normal() + 1.5 * label, rng.normal()]));

  it("finds more of the rare class, on rows that are as they were", () => {
    const recall = (model: KNeighborsClassifier | ResampledClassifier) => {
      const predicted = crossValPredict(model, X, y);
      return predicted.filter((label, i) => label === 1 && y[i] === 1).length / 25;
    };
    const plain = recall(new KNeighborsClassifier());
    for (const sampler of ["over", "under", "smote"] as const)
      expect(
        recall(new ResampledClassifier({ estimator: new KNeighborsClassifier(), sampler })),
      ).toBeGreaterThan(plain + 0.2);
  });

  it.each(["over", "under", "smote", "tomek", "edited"] as const)(
    "passes checkEstimator with %s",
    (sampler) => {
      expect(checkEstimator(() => new ResampledClassifier({ estimator: new Nearest(), sampler }))).toEqual(
        [],
      );
    },
  );
});

describe("TunedThresholdClassifierCV", () => {
  const golden = read("inspection");
  const X = Matrix.fromRows(golden.X);
  const y = golden.y as number[];
  const knn = new KNeighborsClassifier({ nNeighbors: 7 });

  it.each(
    Object.entries(
      golden.tuned as Record<
        string,
        { threshold: number; score: number; thresholds: number[]; scores: number[] }
      >,
    ),
  )("finds scikit-learn's threshold for %s", (scoring, wanted) => {
    const found = quietly(() =>
      new TunedThresholdClassifierCV({ estimator: knn, scoring, cv: 4, thresholds: 25 }).fit(X, y),
    );
    expect(found.cvResults_.thresholds.length).toBe(25);
    for (const [i, value] of wanted.thresholds.entries())
      expect(found.cvResults_.thresholds[i]).toBeCloseTo(value, 12);
    for (const [i, value] of wanted.scores.entries())
      expect(found.cvResults_.scores[i]).toBeCloseTo(value, 12);
    expect(found.bestThreshold_).toBeCloseTo(wanted.threshold, 12);
  });

  it("follows costs: a miss that costs nine times a false alarm lowers the threshold", () => {
    const cost = (truth: readonly unknown[], said: readonly unknown[]) =>
      -truth.reduce<number>(
        (sum, label, i) =>
          sum + (label === 1 && said[i] === 0 ? 9 : 0) + (label === 0 && said[i] === 1 ? 1 : 0),
        0,
      );
    const careful = new TunedThresholdClassifierCV({ estimator: knn, scoring: cost }).fit(X, y);
    const bold = new TunedThresholdClassifierCV({
      estimator: knn,
      scoring: (t, s) =>
        cost(
          t.map((l) => 1 - Number(l)),
          s.map((l) => 1 - Number(l)),
        ),
    }).fit(X, y);
    expect(careful.bestThreshold_).toBeLessThan(bold.bestThreshold_);
    expect(careful.predict(X).filter((label) => label === 1).length).toBeGreaterThan(
      bold.predict(X).filter((label) => label === 1).length,
    );
  });

  it("refuses three classes", () => {
    expect(() =>
      new TunedThresholdClassifierCV({ estimator: knn }).fit(
        X,
        y.map((label, i) => (i === 0 ? 2 : label)),
      ),
    ).toThrow(/y has 3 classes, two are needed for one threshold/);
  });
});
