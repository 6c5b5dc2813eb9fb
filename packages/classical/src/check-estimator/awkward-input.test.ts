import { afterEach, describe, expect, it, vi } from "vitest";
import * as classical from "../index.ts";

/** What is awkward and taken, or taken with a warning; rows of a table are from different rooms. */

const { Matrix } = classical;
const line = Array.from({ length: 12 }, (_, i) => [i, (i * 7) % 5]);
const numbers = line.map(([x]) => 2 * x! + 1);
const halves = line.map((_, i) => i % 2);
const words = halves.map((one) => (one === 1 ? "yes" : "no"));
const constant = line.map(([x]) => [x!, 3]);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("accepted", () => {
  it.each([
    ["StandardScaler", () => new classical.StandardScaler(), 0],
    ["MinMaxScaler", () => new classical.MinMaxScaler(), 0],
    ["RobustScaler", () => new classical.RobustScaler(), 0],
    ["PowerTransformer", () => new classical.PowerTransformer(), 0],
  ] as const)("a constant column is scaled to 0: %s", (_, make, wanted) => {
    expect([...make().fitTransform(constant).column(1)]).toEqual(line.map(() => wanted));
  });

  it.each([
    ["LinearRegression", () => new classical.LinearRegression()],
    ["Ridge without a penalty", () => new classical.Ridge({ alpha: 0 })],
    ["a pipeline", () => new classical.Pipeline({ steps: { model: new classical.LinearRegression() } })],
  ] as const)(
    "collinear columns share the coefficient, and fewer rows than columns are met: %s",
    (_, make) => {
      vi.spyOn(console, "warn").mockImplementation(() => {});
      const twice = line.map(([x]) => [x!, x!]);
      const found = make()
        .fit(twice, numbers)
        .predict([[20, 20]]) as ArrayLike<number>;
      expect(found[0]).toBeCloseTo(41, 8);
      const wide = make()
        .fit(
          [
            [1, 2, 3],
            [0, 1, 1],
          ],
          [5, 7],
        )
        .predict([[1, 2, 3]]) as ArrayLike<number>;
      expect(wide[0]).toBeCloseTo(5, 8);
    },
  );

  it.each([
    ["generalized-linear", () => new classical.LogisticRegression()],
    ["trees", () => new classical.DecisionTreeClassifier()],
    ["svm", () => new classical.SVC()],
    ["neighbors", () => new classical.KNeighborsClassifier({ nNeighbors: 1 })],
    ["naive-bayes", () => new classical.GaussianNB()],
  ] as const)("words as labels: %s", (_, make) => {
    const model = make().fit(line, words);
    expect(model.classes_).toEqual(["no", "yes"]);
    expect(model.predict(line).every((label) => label === "no" || label === "yes")).toBe(true);
  });

  it.each([
    ["trees", () => new classical.DecisionTreeClassifier()],
    ["forests", () => new classical.RandomForestClassifier({ nEstimators: 3 })],
    ["neighbors", () => new classical.KNeighborsClassifier()],
    ["naive-bayes", () => new classical.GaussianNB()],
  ] as const)("one class, which is the answer to everything: %s", (_, make) => {
    const model = make().fit(
      line,
      line.map(() => "only"),
    );
    expect(model.predict([[100, 0]])).toEqual(["only"]);
  });

  it.each([
    ["KMeans", () => new classical.KMeans({ nClusters: 3 })],
    ["DBSCAN", () => new classical.DBSCAN()],
    ["AgglomerativeClustering", () => new classical.AgglomerativeClustering({ nClusters: 3 })],
    ["GaussianMixture", () => new classical.GaussianMixture({ nComponents: 2 })],
    ["PCA", () => new classical.PCA()],
    ["KNeighborsRegressor", () => new classical.KNeighborsRegressor({ weights: "distance" })],
  ] as const)("one point twelve times: %s", (_, make) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const same = line.map(() => [2, 3]);
    const model = make().fit(same, numbers) as unknown as Record<string, (X: unknown) => unknown>;
    const answer = (model.predict ?? model.transform)?.call(model, same) ?? model.labels_;
    const values = answer instanceof Matrix ? answer.data : Array.from(answer as ArrayLike<number>);
    expect(values.some((value: number) => Number.isNaN(value))).toBe(false);
  });
});

describe("warned of", () => {
  it.each([
    ["precisionScore", () => classical.precisionScore([1, 0, 1], [0, 0, 0])],
    ["f1Score", () => classical.f1Score([0, 0, 0], [0, 0, 0])],
    ["recallScore", () => classical.recallScore([0, 0, 0], [1, 0, 0])],
  ] as const)("a score of which nothing is predicted or true is 0: %s", (_, score) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(score()).toBe(0);
    expect(warn).toHaveBeenCalled();
  });

  const counts = line.map(([a, b]) => [a!, b! + 1]);
  it.each([
    [
      "Lasso",
      () =>
        new classical.Lasso({ alpha: 0.01, maxIter: 1, tol: 1e-14 }).fit(
          line,
          numbers.map((y, i) => y + (i % 3)),
        ),
    ],
    ["LogisticRegression", () => new classical.LogisticRegression({ maxIter: 1, C: 100 }).fit(line, halves)],
    ["SVC", () => new classical.SVC({ maxIter: 1 }).fit(line, halves)],
    ["LinearSVC", () => new classical.LinearSVC({ maxIter: 1, dual: true }).fit(line, halves)],
    ["NMF", () => new classical.NMF({ nComponents: 1, maxIter: 1, tol: 1e-12 }).fit(counts)],
    [
      "KMeans",
      () => new classical.KMeans({ nClusters: 3, maxIter: 1, tol: 0, nInit: 1, init: "random" }).fit(line),
    ],
    [
      "GaussianMixture",
      () => new classical.GaussianMixture({ nComponents: 2, maxIter: 1, tol: 1e-12 }).fit(line),
    ],
    [
      "FactorAnalysis",
      () => new classical.FactorAnalysis({ nComponents: 1, maxIter: 1, tol: 1e-12 }).fit(counts),
    ],
    [
      "HuberRegressor",
      () =>
        new classical.HuberRegressor({ maxIter: 1 }).fit(
          line,
          numbers.map((y, i) => y + (i % 5) ** 2),
        ),
    ],
    ["ProbabilisticPCA", () => new classical.ProbabilisticPCA({ nComponents: 1, maxIter: 1 }).fit(line)],
  ] as const)("iterations that end before it has converged, with how many and how far: %s", (_, fit) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const said = (fit() as { warnings_?: string[] }).warnings_?.join("\n") ?? "";
    expect(said).toMatch(/\b1 (iteration|round|step|epoch|pass)/);
    expect(said).toMatch(/need/);
    expect(warn).toHaveBeenCalled();
  });

  it("NaN that was asked for", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const model = new classical.IsotonicRegression().fit([1, 2, 3], [1, 2, 3]);
    expect(model.predict([9])[0]).toBeNaN();
    expect(classical.r2Score([1], [1])).toBeNaN();
    expect(warn).toHaveBeenCalledTimes(2);
  });
});
