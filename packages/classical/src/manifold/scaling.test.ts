import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { quietly } from "../check-estimator/rule.ts";
import { Matrix } from "../matrix/matrix.ts";
import { pairwiseDistances } from "../metrics/pairwise/pairwise-distances.ts";
import { shortestPaths } from "./graph/shortest-paths.ts";
import { Isomap } from "./isomap/isomap.ts";
import { ClassicalMDS } from "./mds/classical-mds.ts";
import { MDS } from "./mds/mds.ts";
import { smacof } from "./mds/smacof.ts";

const file = new URL("../../../../golden/classical/scaling.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;

function near(found: Iterable<number>, wanted: readonly number[], tolerance: number): void {
  const list = [...found];
  expect(list.length).toBe(wanted.length);
  const size = Math.max(1, ...wanted.map(Math.abs));
  for (const [i, value] of wanted.entries())
    expect(Math.abs(list[i]! - value)).toBeLessThan(tolerance * size);
}

describe("shortestPaths", () => {
  it("by hand: the way round is shorter than the direct edge", () => {
    // 0–1 of 1, 1–2 of 1, 0–2 of 5, and 3 alone.
    const graph = {
      indptr: Int32Array.of(0, 2, 4, 6, 6),
      indices: Int32Array.of(1, 2, 0, 2, 1, 0),
      weights: Float64Array.of(1, 5, 1, 1, 1, 5),
    };
    expect([...shortestPaths(graph, 0)]).toEqual([0, 1, 2, Number.POSITIVE_INFINITY]);
  });
});

describe("Isomap", () => {
  const X = Matrix.fromRows(golden.X);

  it("is scikit-learn's up to signs, of new rows too", () => {
    const model = new Isomap({ nNeighbors: 8 }).fit(X);
    near(model.embedding_.data.map(Math.abs), golden.isomap.flat(), 1e-7);
    near(model.transform(golden.new).data.map(Math.abs), golden.transformed.flat(), 1e-7);
    near(model.transform(X).data, [...model.embedding_.data], 1e-9);
  });

  it("refuses a sheet in two parts, and more neighbours than rows", () => {
    const parts = Matrix.fromRows([[0], [1], [2], [100], [101], [102]]);
    expect(() => new Isomap({ nNeighbors: 2 }).fit(parts)).toThrow(
      /row 3 cannot be reached from row 0 by 2 neighbours each/,
    );
    expect(() => new Isomap({ nNeighbors: 6 }).fit(parts)).toThrow(
      "Isomap.fit: nNeighbors is 6 for 6 rows, less than 6 are needed",
    );
  });

  it("passes checkEstimator", () => {
    expect(checkEstimator(() => new Isomap({ nNeighbors: 20 }))).toEqual([]);
  });
});

describe("multidimensional scaling", () => {
  const Z = Matrix.fromRows(golden.Z);
  const delta = pairwiseDistances(Z, Z);

  it("classically gives points of two dimensions back by their distances alone", () => {
    const rng = new Philox(1);
    const points = Matrix.fromRows(Array.from({ length: 30 }, () => [rng.normal(), 3 * rng.normal()]));
    const wanted = pairwiseDistances(points, points);
    const found = new ClassicalMDS({ metric: "precomputed" }).fitTransform(wanted);
    near(pairwiseDistances(found, found).data, [...wanted.data], 1e-9);
  });

  it("takes SMACOF's steps as scikit-learn does", () => {
    for (const { count, Y, stress } of golden.steps as { count: number; Y: number[][]; stress: number }[]) {
      const run = smacof(delta, Matrix.fromRows(golden.start), { maxIter: count, eps: 0 });
      near(run.embedding.data, Y.flat(), 1e-9);
      near([run.stress], [stress], 1e-9);
    }
  });

  it("never raises the stress, and begins lower where classical scaling ends", () => {
    const path: number[] = [];
    smacof(delta, Matrix.fromRows(golden.start), {
      maxIter: 80,
      eps: 0,
      onIteration: (_, stress) => path.push(stress),
    });
    for (let i = 1; i < path.length; i++) expect(path[i]).toBeLessThanOrEqual(path[i - 1]! + 1e-12);
    expect(new MDS().fit(Z).stress_).toBeLessThan(path[0]!);
    const { stress_: one } = new MDS({ init: "random", nInit: 1 }).fit(Z);
    expect(new MDS({ init: "random", nInit: 5 }).fit(Z).stress_).toBeLessThanOrEqual(one);
  });

  it("says when it stopped early, and refuses what is no square", () => {
    const short = quietly(() => new MDS({ maxIter: 1, eps: 0 }).fit(Z));
    expect(short.warnings_![0]).toMatch(
      /stopped after 1 iterations while the stress, .*, still fell, .* is needed/,
    );
    expect(() => new MDS({ metric: "precomputed" }).fit(Z)).toThrow(
      'MDS.fit: X is 25 × 4 with metric "precomputed", a square of distances is needed',
    );
  });

  it.each([
    ["MDS", () => new MDS()],
    ["ClassicalMDS", () => new ClassicalMDS()],
  ] as const)("%s passes checkEstimator", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});
