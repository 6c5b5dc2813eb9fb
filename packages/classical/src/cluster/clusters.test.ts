import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { quietly } from "../check-estimator/rule.ts";
import { Matrix } from "../matrix/matrix.ts";
import { pairwiseDistances } from "../metrics/pairwise/pairwise-distances.ts";
import { DBSCAN } from "./density/dbscan.ts";
import { HDBSCAN } from "./density/hdbscan.ts";
import { estimateBandwidth, MeanShift } from "./density/mean-shift.ts";
import { AgglomerativeClustering } from "./hierarchy/agglomerative-clustering.ts";
import { GaussianMixture } from "./mixture/gaussian-mixture.ts";
import { inOrder } from "./relabel.fixture.ts";
import { SpectralClustering } from "./spectral/spectral-clustering.ts";
import { affinityOf, spectralEmbedding } from "./spectral/spectral-embedding.ts";

const read = (topic: string) =>
  JSON.parse(readFileSync(new URL(`../../../../golden/classical/${topic}.json`, import.meta.url), "utf8"))
    .values;
const golden = read("density");
const sets: Matrix[] = golden.sets.map((rows: number[][]) => Matrix.fromRows(rows));
const camel = (options: object) =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value === "nearest_neighbors" ? "nearestNeighbors" : value,
    ]),
  );

function near(found: Iterable<number>, wanted: readonly number[], tolerance = 1e-9): void {
  const list = [...found];
  expect(list.length).toBe(wanted.length);
  for (const [i, value] of wanted.entries())
    expect(Math.abs(list[i]! - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value)));
}

const titled = <T extends { set: number }>(list: T[], name: (one: T) => unknown) =>
  list.map((one) => [`set ${one.set}, ${JSON.stringify(name(one))}`, one] as const);

describe("DBSCAN", () => {
  it("by hand: three in a row, their border, and noise", () => {
    const { labels_, coreSampleIndices_ } = new DBSCAN({ eps: 1, minSamples: 3 }).fit([[0], [1], [2], [9]]);
    expect([...labels_]).toEqual([0, 0, 0, -1]);
    expect([...coreSampleIndices_]).toEqual([1]);
  });

  it.each(
    titled(
      golden.dbscan as {
        set: number;
        options: object;
        labels: number[];
        cores: number[];
        weighted: boolean;
      }[],
      ({ options }) => options,
    ),
  )("is scikit-learn's: %s", (_, { set, options, labels, cores, weighted }) => {
    const found = new DBSCAN(camel(options)).fit(
      sets[set]!,
      undefined,
      weighted ? { sampleWeight: golden.weight } : {},
    );
    expect([...found.labels_]).toEqual(labels);
    expect([...found.coreSampleIndices_]).toEqual(cores);
    expect([
      ...new DBSCAN({ ...camel(options), algorithm: "brute" }).fit(
        sets[set]!,
        undefined,
        weighted ? { sampleWeight: golden.weight } : {},
      ).labels_,
    ]).toEqual(labels);
  });
});

describe("HDBSCAN", () => {
  // Edges of equal weight are many and are joined in any order; the cases are ones where the order does not matter.
  it.each(
    (golden.hdbscan as { X: number[][]; options: object; labels: number[]; probabilities: number[] }[]).map(
      (one, i) => [`${i}: ${JSON.stringify(one.options)}`, one] as const,
    ),
  )("is scikit-learn's, %s", (_, { X, options, labels, probabilities }) => {
    const found = new HDBSCAN(camel(options)).fit(X);
    expect(inOrder(found.labels_)).toEqual(inOrder(labels));
    near(found.probabilities_, probabilities);
  });
});

describe("AgglomerativeClustering", () => {
  it("by hand: single linkage on a line", () => {
    const { labels_, distances_, children_ } = new AgglomerativeClustering({ linkage: "single" }).fit([
      [0],
      [1],
      [3],
      [10],
    ]);
    expect([...labels_]).toEqual([0, 0, 0, 1]);
    expect([...distances_]).toEqual([1, 2, 7]);
    expect([...children_]).toEqual([0, 1, 2, 4, 3, 5]);
  });

  it.each(
    titled(
      golden.agglomerative as {
        set: number;
        linkage: "ward";
        k?: number;
        threshold?: number;
        metric?: "manhattan";
        labels: number[];
        children: number[][];
        distances: number[];
      }[],
      ({ linkage, k, threshold }) => [linkage, k, threshold],
    ),
  )("is scikit-learn's: %s", (_, { set, linkage, k, threshold, metric, labels, children, distances }) => {
    const found = new AgglomerativeClustering({
      linkage,
      metric: metric ?? "euclidean",
      nClusters: k ?? null,
      distanceThreshold: threshold ?? null,
    }).fit(sets[set]!);
    near(found.distances_, distances);
    expect([...found.children_]).toEqual(children.flatMap((pair) => pair.toSorted((a, b) => a - b)));
    expect([...found.labels_]).toEqual(inOrder(labels));
  });

  it("takes distances themselves, and refuses what does not fit", () => {
    const X = sets[0]!;
    const direct = new AgglomerativeClustering({ linkage: "complete", nClusters: 4 }).fit(X).labels_;
    const given = new AgglomerativeClustering({
      linkage: "complete",
      nClusters: 4,
      metric: "precomputed",
    }).fit(pairwiseDistances(X));
    expect(given.labels_).toEqual(direct);
    expect(() => new AgglomerativeClustering({ metric: "manhattan" })).toThrow(
      'AgglomerativeClustering: metric is "manhattan" with linkage "ward", "euclidean" is needed',
    );
    expect(() => new AgglomerativeClustering({ distanceThreshold: 1 })).toThrow(
      /nClusters is 2 and distanceThreshold 1, exactly one of them must be null/,
    );
    expect(() => new AgglomerativeClustering({ nClusters: 4 }).fit([[1], [2]])).toThrow(
      /X has 2 rows for nClusters 4/,
    );
  });
});

describe("MeanShift", () => {
  it.each(
    titled(
      golden.meanShift as {
        set: number;
        options: object;
        labels: number[];
        centres: number[][];
        estimate: number;
      }[],
      ({ options }) => options,
    ),
  )("is scikit-learn's: %s", (_, { set, options, labels, centres, estimate }) => {
    const found = new MeanShift(camel(options)).fit(sets[set]!);
    near(found.clusterCenters_.data, centres.flat());
    expect([...found.labels_]).toEqual(labels);
    expect(estimateBandwidth(sets[set]!)).toBeCloseTo(estimate, 10);
  });
});

describe("SpectralClustering", () => {
  it.each(
    titled(
      golden.spectral as { set: number; options: object; labels: number[]; embedding: number[][] | null }[],
      ({ options }) => options,
    ),
  )("is scikit-learn's: %s", (_, { set, options, labels, embedding }) => {
    const found = quietly(() =>
      new SpectralClustering({ nClusters: 3, assignLabels: "clusterQR", ...camel(options) }).fit(sets[set]!),
    );
    expect(inOrder(found.labels_)).toEqual(inOrder(labels));
    if (!embedding) return;
    const W = affinityOf(sets[set]!, "rbf", { gamma: 0.5, nNeighbors: 1 });
    near(spectralEmbedding(W, 2, { dropFirst: true }).data.map(Math.abs), embedding.flat(), 1e-6);
  });

  it("tells a ring from what is inside it, where k-means cannot", () => {
    const rng = new Philox(1);
    const angle = (i: number) => (i / 60) * 2 * Math.PI;
    const X = Matrix.fromRows(
      Array.from({ length: 120 }, (_, i) =>
        i % 2 === 0 ? [5 * Math.cos(angle(i)), 5 * Math.sin(angle(i))] : [rng.normal() / 2, rng.normal() / 2],
      ),
    );
    for (const assignLabels of ["kmeans", "clusterQR"] as const) {
      const { labels_ } = new SpectralClustering({
        nClusters: 2,
        assignLabels,
        affinity: "nearestNeighbors",
        nNeighbors: 6,
      }).fit(X);
      expect(inOrder(labels_)).toEqual(Array.from({ length: 120 }, (_, i) => i % 2));
    }
  });
});

interface MixtureCase {
  precisionsInit: unknown[];
  weights: number[];
  means: number[][];
  covariances: number[];
  probabilities: number[][];
  scores: number[];
  lowerBound: number;
  aic: number;
  bic: number;
}

describe("GaussianMixture", () => {
  const mixture = read("mixture");
  const X = Matrix.fromRows(mixture.X);

  it.each(
    (mixture.cases as { kind: "full" | "tied" | "diag" | "spherical" }[]).map(
      (one) => [one.kind, one as unknown as MixtureCase] as const,
    ),
  )("%s: from given parameters ends where scikit-learn ends", (kind, wanted) => {
    const given = (wanted.precisionsInit as number[][]).map((row) =>
      Array.isArray(row) ? row : [row],
    ) as unknown as number[][] | number[][][];
    const inverse = (row: number[]) => row.map((value) => (value === 0 ? 0 : 1 / value));
    const covariancesInit =
      kind === "full"
        ? (given as number[][][]).flatMap((matrix) => matrix.map(inverse))
        : (given as number[][]).map(inverse);
    const found = new GaussianMixture({
      nComponents: 3,
      covarianceType: kind,
      meansInit: mixture.means,
      weightsInit: mixture.weights,
      covariancesInit,
      maxIter: 200,
      tol: 1e-8,
    }).fit(X);
    near(found.weights_, wanted.weights as number[], 1e-5);
    near(found.means_.data, (wanted.means as number[][]).flat(), 1e-5);
    near(found.covariances_.data, wanted.covariances.flat(2) as number[], 1e-5);
    near(
      found.predictProba(X.takeRows([0, 1, 2, 3, 4, 5])).data,
      (wanted.probabilities as number[][]).flat(),
      1e-5,
    );
    near(found.scoreSamples(X.takeRows([0, 1, 2, 3, 4, 5])), wanted.scores as number[], 1e-5);
    near(
      [found.lowerBound_, found.aic(X), found.bic(X)],
      [wanted.lowerBound, wanted.aic, wanted.bic] as number[],
      1e-5,
    );
  });

  it("never lowers the likelihood from one round to the next", () => {
    for (const covarianceType of ["full", "tied", "diag", "spherical"] as const) {
      const { lowerBounds_: bounds } = quietly(() =>
        new GaussianMixture({
          nComponents: 4,
          covarianceType,
          tol: 0,
          maxIter: 60,
          regCovar: 0,
          initParams: "random",
        }).fit(X),
      );
      for (let i = 1; i < bounds.length; i++)
        expect(bounds[i]).toBeGreaterThanOrEqual(bounds[i - 1]! - 1e-10);
    }
  });

  it("draws what it has learnt", () => {
    const model = new GaussianMixture({ nComponents: 3 }).fit(X);
    const { X: drawn, labels } = model.sample(20_000, new Philox(5));
    for (let k = 0; k < 3; k++) {
      const own = drawn.takeRows(Array.from(labels.keys()).filter((i) => labels[i] === k));
      expect(Math.abs(own.rows / 20_000 - model.weights_[k]!)).toBeLessThan(0.02);
      for (let j = 0; j < 2; j++)
        expect(
          Math.abs(own.column(j).reduce((sum, value) => sum + value, 0) / own.rows - model.means_.at(k, j)),
        ).toBeLessThan(0.08);
    }
  });

  it("says when it did not converge, and refuses rows in a line without regCovar", () => {
    const short = quietly(() => new GaussianMixture({ nComponents: 3, maxIter: 1 }).fit(X));
    expect(short.warnings_![0]).toMatch(/stopped after 1 iterations/);
    expect(() =>
      new GaussianMixture({ regCovar: 0 }).fit([
        [1, 2],
        [2, 4],
        [3, 6],
      ]),
    ).toThrow(/covariance of component 0 is not positive definite/);
  });
});

describe("checkEstimator", () => {
  it.each([
    ["DBSCAN", () => new DBSCAN({ eps: 1.5 })],
    ["HDBSCAN", () => new HDBSCAN()],
    ["MeanShift", () => new MeanShift()],
    ["AgglomerativeClustering", () => new AgglomerativeClustering()],
    ["SpectralClustering", () => new SpectralClustering({ nClusters: 3 })],
    ["GaussianMixture", () => new GaussianMixture({ nComponents: 2 })],
  ] as const)("%s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});
