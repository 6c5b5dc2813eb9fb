import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { meanSquaredError } from "../regression/squared-error.ts";
import { type EstimatorResponse, type Metric, makeScorer } from "./scorer.ts";

const X = [[1], [2]];

/** A metric that keeps what it was given. */
function keeping(): { metric: Metric; given: EstimatorResponse[] } {
  const given: EstimatorResponse[] = [];
  return {
    given,
    metric: (_, response) => {
      given.push(response);
      return 3;
    },
  };
}

describe("makeScorer", () => {
  it("gives the metric of what predict says, and minus it where less is better", () => {
    const metric: Metric = (y, found) => meanSquaredError(y as number[], found as number[]);
    const estimator = { predict: () => [1, 4] };
    expect(makeScorer(metric)(estimator, X, [1, 2])).toBe(2);
    expect(makeScorer(metric, { greaterIsBetter: false })(estimator, X, [1, 2])).toBe(-2);
  });

  it("of two columns of probabilities the metric gets the second, of three all", () => {
    const { metric, given } = keeping();
    const scorer = makeScorer(metric, { needs: "predictProba" });
    scorer(
      {
        predictProba: () => [
          [0.75, 0.25],
          [0.5, 0.5],
        ],
      },
      X,
      [0, 1],
    );
    expect(given[0]).toEqual(Float64Array.of(0.25, 0.5));
    scorer(
      {
        predictProba: () => [
          [0.5, 0.25, 0.25],
          [0, 0, 1],
        ],
      },
      X,
      [0, 2],
    );
    expect((given[1] as Matrix).toArray()).toEqual([
      [0.5, 0.25, 0.25],
      [0, 0, 1],
    ]);
  });

  it("takes the first of the methods that the estimator has", () => {
    const { metric, given } = keeping();
    const scorer = makeScorer(metric, { needs: ["decisionFunction", "predictProba"] });
    scorer({ predictProba: () => [[0.75, 0.25]] }, [[1]], [0]);
    scorer(
      { predictProba: () => [[0.75, 0.25]], decisionFunction: () => new Matrix(Float64Array.of(-7), [1, 1]) },
      [[1]],
      [0],
    );
    expect(given).toEqual([Float64Array.of(0.25), Float64Array.of(-7)]);
  });

  it("hands over weights and classes", () => {
    const scorer = makeScorer((_, __, { sampleWeight, classes }) => sampleWeight![1]! + classes!.length);
    expect(
      scorer({ classes_: ["a", "b"], predict: () => ["a", "a"] }, X, ["a", "b"], { sampleWeight: [1, 5] }),
    ).toBe(7);
  });

  it("refuses an estimator without the method, and a method that there is not", () => {
    const scorer = makeScorer(() => 0, { needs: "predictProba" });
    expect(() => scorer({ predict: () => [0] }, X, [0])).toThrow(
      "scorer: the estimator has no predictProba, which the metric needs",
    );
    expect(() => makeScorer(() => 0, { needs: "proba" as "predict" })).toThrow('makeScorer: needs "proba"');
  });
});
