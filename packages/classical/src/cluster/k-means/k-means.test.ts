import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { quietly } from "../../check-estimator/rule.ts";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { assignToCentres, emptyAssignment } from "./assign.ts";
import { assignByProduct, squaredNorms } from "./assign-by-product.ts";
import { elkan } from "./elkan.ts";
import { KMeans } from "./k-means.ts";
import { kMeansPlusPlus } from "./k-means-plus-plus.ts";
import { lloyd } from "./lloyd.ts";
import { MiniBatchKMeans } from "./mini-batch-k-means.ts";

interface Case {
  X: number[][];
  init: number[][];
  weight: number[] | null;
  labels: number[];
  centres: number[][];
  inertia: number;
  iterations: number;
  transform: number[][];
  score: number;
}

const file = new URL("../../../../../golden/classical/kmeans.json", import.meta.url);
const cases = (JSON.parse(readFileSync(file, "utf8")) as { values: Case[] }).values;

function near(found: Iterable<number>, wanted: readonly number[]): void {
  const list = [...found];
  expect(list.length).toBe(wanted.length);
  for (const [i, value] of wanted.entries())
    expect(Math.abs(list[i]! - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
}

function blobs(rng: Philox, rows = 300): Matrix {
  return Matrix.fromRows(
    Array.from({ length: rows }, (_, i) => [
      rng.normal() + 6 * (i % 3),
      rng.normal() + 5 * (i % 2),
      rng.normal(),
    ]),
  );
}

describe("KMeans", () => {
  it("by hand: two pairs", () => {
    const { labels_, clusterCenters_, inertia_ } = new KMeans({ nClusters: 2, init: [[0], [9]] }).fit([
      [0],
      [2],
      [8],
      [10],
    ]);
    expect([...labels_]).toEqual([0, 0, 1, 1]);
    expect(clusterCenters_.toArray()).toEqual([[1], [9]]);
    expect(inertia_).toBe(4);
  });

  it.each(cases.map((one, i) => [i, one] as const))(
    "from given centres is scikit-learn's, case %i, by both algorithms",
    (_, wanted) => {
      for (const algorithm of ["lloyd", "elkan"] as const) {
        const options = wanted.weight ? { sampleWeight: wanted.weight } : {};
        const found = new KMeans({ nClusters: wanted.init.length, init: wanted.init, algorithm }).fit(
          wanted.X,
          undefined,
          options,
        );
        expect([...found.labels_]).toEqual(wanted.labels);
        near(found.clusterCenters_.data, wanted.centres.flat());
        near([found.inertia_, found.score(wanted.X, undefined, options)], [wanted.inertia, wanted.score]);
        expect(found.nIter_).toBe(wanted.iterations);
        near(found.transform(wanted.X.slice(0, 5)).data, wanted.transform.flat());
        expect([...found.predict(wanted.X)]).toEqual(wanted.labels);
      }
    },
  );

  it("Elkan's bounds give Lloyd's labels and centres, whatever the rows", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.integer({ min: 2, max: 9 }), (seed, K) => {
        const rng = new Philox(seed);
        const raw = Matrix.fromRows(
          Array.from({ length: 60 }, () => [rng.normal(), rng.normal(), 3 * rng.uniform()]),
        );
        const X = subtractColumns(raw, columnMeans(raw));
        const start = X.takeRows(kMeansPlusPlus(X, K, rng));
        const options = { maxIter: 100, tol: 0, weight: undefined, onIteration: () => {} };
        const [a, b] = [lloyd(X, start, options), elkan(X, start, options)];
        expect(b.labels).toEqual(a.labels);
        near(b.centres.data, [...a.centres.data]);
      }),
      { numRuns: 60 },
    );
  });

  it("by a product of matrices rows go to the same centres, at the same distances", () => {
    const X = blobs(new Philox(11), 5000);
    const centres = X.takeRows([1, 8, 30, 77, 140, 222]);
    const [plain, fast] = [emptyAssignment(X.rows), emptyAssignment(X.rows)];
    assignToCentres(X, centres, plain);
    assignByProduct(X, squaredNorms(X), centres, fast);
    expect(fast.labels).toEqual(plain.labels);
    for (const [i, distance] of plain.distances.entries())
      expect(fast.distances[i]).toBeCloseTo(distance, 10);
    const model = new KMeans({ nClusters: 6, init: centres.toArray() }).fit(X);
    assignToCentres(X, model.clusterCenters_, plain);
    expect(model.labels_).toEqual(plain.labels);
    expect(model.inertia_).toBeCloseTo(
      plain.distances.reduce((sum, distance) => sum + distance, 0),
      6,
    );
  });

  it("never raises the inertia from one iteration to the next", () => {
    const X = blobs(new Philox(3));
    const inertia = (maxIter: number) =>
      quietly(() => new KMeans({ nClusters: 7, init: "random", nInit: 1, maxIter, tol: 0 }).fit(X).inertia_);
    const path = Array.from({ length: 12 }, (_, i) => inertia(i + 1));
    for (let i = 1; i < path.length; i++) expect(path[i]).toBeLessThanOrEqual(path[i - 1]!);
    expect(path.at(-1)).toBeLessThan(path[0]!);
  });

  it("k-means++ begins nearer to the end than random rows: the median of 31 starts", () => {
    const X = Matrix.fromRows(
      Array.from({ length: 400 }, (_, i) => [100 * (i % 8) + (i % 7), 50 * ((i % 8) % 3) + (i % 5)]),
    );
    const startOf = (rows: Int32Array) => {
      const out = emptyAssignment(X.rows);
      assignToCentres(X, X.takeRows(rows), out);
      return out.distances.reduce((sum, d) => sum + d, 0);
    };
    const median = (values: number[]) => values.sort((a, b) => a - b)[15]!;
    const far = Array.from({ length: 31 }, (_, seed) => startOf(kMeansPlusPlus(X, 8, new Philox(seed))));
    const random = Array.from({ length: 31 }, (_, seed) =>
      startOf(new Philox(seed).shuffle(Int32Array.from({ length: 400 }, (_, i) => i)).slice(0, 8)),
    );
    expect(median(far)).toBeLessThan(median(random) / 20);
  });

  it("says when rows repeat too often for K, when it ran out of iterations, and refuses fewer rows than clusters", () => {
    const repeated = quietly(() => new KMeans({ nClusters: 3 }).fit([[1], [1], [2], [2]]));
    expect(repeated.warnings_![0]).toMatch(/2 different clusters of 3 were found/);
    const short = quietly(() => new KMeans({ nClusters: 5, maxIter: 1, tol: 0 }).fit(blobs(new Philox(1))));
    expect(short.warnings_![0]).toMatch(/stopped after 1 iterations while labels changed/);
    expect(() => new KMeans({ nClusters: 3 }).fit([[1], [2]])).toThrow(
      "KMeans.fit: X has 2 rows for nClusters 3, at least 3 are needed",
    );
    expect(() =>
      new KMeans({
        nClusters: 2,
        init: [
          [1, 2],
          [3, 4],
        ],
      }).fit([[1], [2]]),
    ).toThrow("KMeans.fit: init has 2 centres of 2 numbers, 2 of 1 are needed");
  });

  it.each([
    ["KMeans", () => new KMeans({ nClusters: 3 })],
    ["KMeans by Elkan", () => new KMeans({ nClusters: 3, algorithm: "elkan" })],
    ["KMeans of random starts", () => new KMeans({ nClusters: 3, init: "random", nInit: 2 })],
    ["MiniBatchKMeans", () => new MiniBatchKMeans({ nClusters: 3, batchSize: 20 })],
  ] as const)("%s passes checkEstimator", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});

describe("MiniBatchKMeans", () => {
  it("ends within a few percent of KMeans, over ten seeds", () => {
    const X = blobs(new Philox(9), 3000);
    const whole = new KMeans({ nClusters: 6, nInit: 5 }).fit(X).inertia_;
    const ratios = Array.from(
      { length: 10 },
      (_, randomState) =>
        new MiniBatchKMeans({ nClusters: 6, batchSize: 256, randomState, nInit: 3 }).fit(X).inertia_ / whole,
    );
    expect(Math.max(...ratios)).toBeLessThan(1.1);
    expect(ratios.sort((a, b) => a - b)[5]).toBeLessThan(1.03);
  });

  it("stops early where batches get no better, and later where it may not", () => {
    const X = blobs(new Philox(9), 3000);
    const steps = (maxNoImprovement: number | null) =>
      new MiniBatchKMeans({ nClusters: 6, batchSize: 256, maxIter: 20, maxNoImprovement }).fit(X).nSteps_;
    expect(steps(3)).toBeLessThan(steps(null));
    expect(steps(null)).toBe(Math.ceil((20 * 3000) / 256));
  });
});
