import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Label } from "../labels.ts";
import type { ScoredEstimator } from "./scorer.ts";
import { scorerNames, scorerOf } from "./scorer-of.ts";

interface Problem {
  y: number[];
  w: number[];
  found: number[];
  proba?: number[][];
  decision?: number[];
  classes?: number[];
  scores: Record<string, [score: number, weighted: number | null]>;
}

const file = new URL("../../../../../golden/classical/metrics-scoring.json", import.meta.url);
const golden = (
  JSON.parse(readFileSync(file, "utf8")) as { values: { names: string[]; problems: Record<string, Problem> } }
).values;

/** An estimator whose answers are fixed. */
function answering({ found, proba, decision, classes }: Partial<Problem>): ScoredEstimator {
  return {
    ...(classes && { classes_: classes }),
    ...(found && { predict: () => found }),
    ...(proba && { predictProba: () => proba }),
    ...(decision && { decisionFunction: () => decision }),
  };
}

beforeEach(() => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("scorerOf", () => {
  it("neg_mean_squared_error is minus the mean of squares, so that more is better", () => {
    const scorer = scorerOf("neg_mean_squared_error");
    expect(scorer({ predict: () => [1, 2, 5] }, [[0], [0], [0]], [1, 2, 3])).toBeCloseTo(-4 / 3, 15);
  });

  it("knows scikit-learn's names, letter by letter", () => {
    expect(scorerNames()).toEqual(golden.names);
  });

  it("an unknown name is refused with all that there are", () => {
    expect(() => scorerOf("acuracy")).toThrow(
      /^scorerOf: "acuracy", one of accuracy, .*v_measure_score is needed$/,
    );
  });

  const cases = Object.entries(golden.problems).flatMap(([title, problem]) =>
    Object.entries(problem.scores).map(([name, scores]) => [title, name, problem, scores] as const),
  );

  it.each(cases)("%s: %s is scikit-learn's", (_, name, problem, [plain, weighted]) => {
    const X = problem.y.map(() => [0]);
    expect(scorerOf(name)(answering(problem), X, problem.y)).toBeCloseTo(plain, 12);
    if (weighted === null) return;
    const options = { sampleWeight: problem.w };
    expect(scorerOf(name)(answering(problem), X, problem.y, options)).toBeCloseTo(weighted, 12);
  });

  it("every name has a value there", () => {
    const seen = new Set(cases.map(([, name]) => name));
    expect(golden.names.filter((name) => !seen.has(name))).toEqual([]);
  });

  it("log loss of a fold that lacks a class takes the estimator's classes", () => {
    const estimator = {
      classes_: ["a", "b", "c"] as Label[],
      predictProba: () => [
        [0.5, 0.25, 0.25],
        [0.25, 0.5, 0.25],
      ],
    };
    expect(scorerOf("neg_log_loss")(estimator, [[0], [0]], ["a", "b"])).toBeCloseTo(Math.log(0.5), 15);
  });

  it("roc_auc takes decisions before probabilities, and the second class as positive", () => {
    const y = ["no", "yes", "no", "yes"];
    const X = y.map(() => [0]);
    const byDecision = answering({ decision: [1, 2, 3, 4], proba: y.map(() => [0.5, 0.5]) });
    expect(scorerOf("roc_auc")(byDecision, X, y)).toBe(0.75);
    const probabilities = {
      classes_: ["no", "yes"] as Label[],
      predictProba: () => [
        [0.9, 0.1],
        [0.2, 0.8],
        [0.7, 0.3],
        [0.1, 0.9],
      ],
    };
    expect(scorerOf("roc_auc")(probabilities, X, y)).toBe(1);
    expect(scorerOf("average_precision")(probabilities, X, y)).toBe(1);
    expect(scorerOf("neg_brier_score")(probabilities, X, y)).toBeCloseTo(-0.0375, 15);
  });
});
