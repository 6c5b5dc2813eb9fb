import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose, readGolden } from "../linear/linear.fixture.ts";
import { columnMeans } from "../matrix/columns.ts";
import { EllipticEnvelope } from "./elliptic-envelope.ts";

interface Envelope {
  title: string;
  data: string;
  supportFraction: number | null;
  location: number[];
  covariance: number[][];
  offset: number;
  distances: number[];
  predicted: number[];
  support: number[];
}
const { envelopes, samplesOf } = readGolden<{ envelopes: Envelope[] }>("discriminant");

it("a row far from a cross of four stands out, and does not move the centre", () => {
  const X = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
    [0.5, 0.5],
    [-0.5, -0.5],
    [50, 50],
  ];
  const model = new EllipticEnvelope({ contamination: 0.15 }).fit(X);
  expect([...model.predict(X)]).toEqual([1, 1, 1, 1, 1, 1, -1]);
  expectClose(model.location_, [0, 0], 0.5);
});

for (const test of envelopes) {
  it(`the ${test.title} is scikit-learn's, whatever the seed`, () => {
    const { X } = samplesOf(test);
    for (const randomState of [0, 1, 2]) {
      const model = new EllipticEnvelope({
        contamination: 0.15,
        randomState,
        supportFraction: test.supportFraction,
      }).fit(X);
      expect([...model.support_]).toEqual(test.support);
      expectClose(model.location_, test.location, 1e-9);
      expectClose(model.covariance_, test.covariance, 1e-9);
      expectClose(model.dist_, test.distances, 1e-7);
      expectClose(model.offset_, test.offset, 1e-7);
      expect([...model.predict(X)]).toEqual(test.predicted);
    }
  });
}

describe("EllipticEnvelope", () => {
  const { X } = samplesOf({ data: "plane" });

  it("is not moved by how far out the outliers are", () => {
    const near = new EllipticEnvelope().fit(X);
    const far = new EllipticEnvelope().fit(
      X.toArray().map((row, i) => (i < 12 ? row.map((v) => v * 1000) : row)),
    );
    expectClose(far.location_, near.location_, 1e-9);
    expectClose(far.covariance_, near.covariance_, 1e-9);
  });

  it("of fewer rows than columns is the plain covariance of all", () => {
    const few = X.takeRows([0, 1]);
    const model = new EllipticEnvelope().fit(few);
    expect([...model.support_]).toEqual([1, 1]);
    expectClose(model.location_, columnMeans(few), 1e-12);
  });

  it("gives the distances of new rows, and −1 below offset", () => {
    const model = new EllipticEnvelope().fit(X);
    expectClose(model.mahalanobis(X), model.dist_, 1e-12);
    expectClose(
      model.scoreSamples(X),
      model.dist_.map((d) => -d),
      1e-12,
    );
    expect([...model.predict(X)]).toEqual(
      Array.from(model.scoreSamples(X), (s) => (s >= model.offset_ ? 1 : -1)),
    );
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new EllipticEnvelope())).toEqual([]);
  });
});
