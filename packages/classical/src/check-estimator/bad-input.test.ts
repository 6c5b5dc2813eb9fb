import { afterEach, describe, expect, it, vi } from "vitest";
import * as classical from "../index.ts";

/** What is refused, beyond what the battery asks of every estimator; rows of a table are from different rooms. */

const { Matrix } = classical;
const line = Array.from({ length: 12 }, (_, i) => [i, (i * 7) % 5]);
const numbers = line.map(([x]) => 2 * x! + 1);
const halves = line.map((_, i) => i % 2);
const constant = line.map(([x]) => [x!, 3]);

afterEach(() => {
  vi.restoreAllMocks();
});

/** Names the place, what was given, and what is needed. */
function refuses(title: string, rows: readonly (readonly [string, () => unknown, RegExp])[]): void {
  it.each(rows)(`${title}: %s`, (_, call, message) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    let said = "";
    try {
      call();
    } catch (reason) {
      said = (reason as Error).message;
    }
    expect(said).toMatch(message);
    expect(said).toMatch(/need/);
  });
}

describe("refused by place, with what is needed", () => {
  refuses("NaN in X", [
    [
      "linear",
      () => new classical.Ridge().fit([[1], [Number.NaN]], [1, 2]),
      /Ridge.fit: X\[1, 0\] is NaN.*SimpleImputer/,
    ],
    [
      "neighbors",
      () => new classical.KNeighborsClassifier({ nNeighbors: 1 }).fit([[1], [Number.NaN]], [1, 2]),
      /X\[1, 0\] is NaN/,
    ],
    ["cluster", () => new classical.KMeans({ nClusters: 1 }).fit([[Number.NaN], [1]]), /X\[0, 0\] is NaN/],
    [
      "decomposition",
      () =>
        new classical.PCA().fit([
          [1, 2],
          [3, Infinity],
        ]),
      /X\[1, 1\] is Infinity/,
    ],
    [
      "boosting on NaN refuses infinity",
      () => new classical.HistGradientBoostingRegressor().fit([[1], [Infinity]], [1, 2]),
      /X\[1, 0\] is Infinity, a finite number or NaN/,
    ],
    [
      "imputers refuse infinity",
      () => new classical.SimpleImputer().fit([[1], [-Infinity]]),
      /X\[1, 0\] is -Infinity/,
    ],
  ]);

  refuses("NaN or infinity in y", [
    ["linear", () => new classical.LinearRegression().fit([[1], [2]], [1, Number.NaN]), /y\[1\] is NaN/],
    [
      "trees",
      () => new classical.DecisionTreeRegressor().fit([[1], [2]], [Infinity, 1]),
      /y\[0\] is Infinity/,
    ],
    ["svm", () => new classical.SVR().fit([[1], [2]], [1, Number.NaN]), /y\[1\] is NaN/],
    [
      "encoding",
      () =>
        new classical.TargetEncoder({ targetType: "continuous" }).fit([["a"], ["b"]] as never, [
          0.5,
          Number.NaN,
        ]),
      /y\[1\] is NaN/,
    ],
    ["metrics", () => classical.meanSquaredError([1, Number.NaN], [1, 2]), /yTrue\[1\] is NaN/],
  ]);

  refuses("X of one dimension", [
    [
      "linear",
      () => new classical.Lasso().fit([1, 2, 3] as never, [1, 2, 3]),
      /Lasso.fit: X has one dimension of 3.*\[1\]/,
    ],
    ["cluster", () => new classical.DBSCAN().fit(new Float64Array(3) as never), /one dimension of 3/],
    ["preprocessing", () => new classical.StandardScaler().fit([1, 2] as never), /one dimension of 2/],
    [
      "search",
      () =>
        new classical.GridSearchCV({ estimator: new classical.Ridge(), paramGrid: { alpha: [1] } }).fit(
          [1, 2, 3] as never,
          [1, 2, 3],
        ),
      /one dimension of 3/,
    ],
  ]);

  refuses("no rows or no columns", [
    ["generalized-linear", () => new classical.LogisticRegression().fit([], []), /X has 0 rows/],
    ["naive-bayes", () => new classical.GaussianNB().fit([[], []], [0, 1]), /X has no columns/],
    ["manifold", () => new classical.TSNE().fit(Matrix.zeros(0, 2)), /X has 0 rows/],
    [
      "forests",
      () => new classical.RandomForestRegressor().fit(Matrix.zeros(3, 0), [1, 2, 3]),
      /X has no columns/,
    ],
  ]);

  refuses("lengths or widths that do not go together", [
    ["linear", () => new classical.Ridge().fit(line, [1, 2]), /y has 2 values, 12 are needed/],
    [
      "trees",
      () => new classical.DecisionTreeClassifier().fit(line, halves).predict([[1]]),
      /X has 1 columns, 2 are needed/,
    ],
    [
      "ensemble",
      () => new classical.VotingRegressor({ estimators: { a: new classical.Ridge() } }).fit(line, [1]),
      /12/,
    ],
    ["metrics", () => classical.accuracyScore([1, 2], [1]), /yTrue has 2 samples, yPred 1/],
    [
      "model-selection",
      () => classical.crossValScore(new classical.Ridge(), line, [1]),
      /y has 1 values, 12 are needed/,
    ],
  ]);

  refuses("methods before fit", [
    ["linear", () => new classical.Lasso().predict(line), /Lasso.predict: nothing is learnt yet.*call fit/],
    [
      "preprocessing",
      () => new classical.MinMaxScaler().transform(line),
      /MinMaxScaler.transform: nothing is learnt/,
    ],
    ["cluster", () => new classical.KMeans().predict(line), /KMeans.predict: nothing is learnt/],
    [
      "pipeline",
      () => new classical.Pipeline({ steps: { model: new classical.Ridge() } }).predict(line),
      /fit/,
    ],
  ]);

  refuses("more neighbours, clusters or components than rows", [
    [
      "neighbors",
      () => new classical.KNeighborsRegressor({ nNeighbors: 13 }).fit(line, numbers),
      /13.*12 rows/,
    ],
    ["cluster", () => new classical.KMeans({ nClusters: 13 }).fit(line), /12 rows.*13/],
    [
      "agglomerative",
      () => new classical.AgglomerativeClustering({ nClusters: 13 }).fit(line),
      /12 rows.*13/,
    ],
    ["mixture", () => new classical.GaussianMixture({ nComponents: 13 }).fit(line), /12 rows.*13/],
    ["decomposition", () => new classical.PCA({ nComponents: 3 }).fit(line), /3.*2/],
    ["manifold", () => new classical.Isomap({ nNeighbors: 12 }).fit(line), /12/],
  ]);

  const rare = [...halves.slice(0, 10), 2, 2];
  refuses("more splits than members of every class", [
    ["splitters", () => [...new classical.StratifiedKFold({ nSplits: 7 }).split(line, halves)], /7.*6/],
    [
      "validation",
      () => classical.crossValScore(new classical.GaussianNB(), line, halves, { cv: 7 }),
      /7.*6/,
    ],
    [
      "calibration",
      () =>
        new classical.CalibratedClassifierCV({ estimator: new classical.GaussianNB(), cv: 3 }).fit(
          line,
          rare,
        ),
      /3.*2|2.*3/,
    ],
    ["generalized-linear", () => new classical.LogisticRegressionCV({ cv: 7 }).fit(line, halves), /7.*6/],
  ]);

  const groups = line.map((_, i) => i % 3);
  refuses("fewer groups than folds", [
    [
      "GroupKFold",
      () => [...new classical.GroupKFold({ nSplits: 4 }).split(line, numbers, groups)],
      /3.*4|4.*3/,
    ],
    [
      "StratifiedGroupKFold",
      () => [...new classical.StratifiedGroupKFold({ nSplits: 4 }).split(line, halves, groups)],
      /3.*4|4.*3/,
    ],
    [
      "validation",
      () =>
        classical.crossValScore(new classical.Ridge(), line, numbers, {
          cv: new classical.GroupKFold({ nSplits: 4 }),
          groups,
        }),
      /3.*4|4.*3/,
    ],
    [
      "search",
      () =>
        new classical.GridSearchCV({
          estimator: new classical.Ridge(),
          paramGrid: { alpha: [1] },
          cv: new classical.GroupKFold({ nSplits: 4 }),
        }).fit(line, numbers, { groups }),
      /3.*4|4.*3/,
    ],
  ]);

  refuses("one class", [
    [
      "logistic",
      () =>
        new classical.LogisticRegression().fit(
          line,
          line.map(() => "a"),
        ),
      /y has the one class "a", at least 2/,
    ],
    [
      "svm",
      () =>
        new classical.SVC().fit(
          line,
          line.map(() => 3),
        ),
      /y has the one class 3/,
    ],
    [
      "discriminant",
      () =>
        new classical.LinearDiscriminantAnalysis().fit(
          line,
          line.map(() => 3),
        ),
      /one class 3/,
    ],
    ["AUC", () => classical.rocAucScore([1, 1, 1], [0.1, 0.2, 0.3]), /1/],
  ]);

  const fractions = line.map((_, i) => i / 2);
  refuses("fractions as classes", [
    [
      "generalized-linear",
      () => new classical.LogisticRegression().fit(line, fractions),
      /y\[1\] is 0.5.*regressor/,
    ],
    ["trees", () => new classical.DecisionTreeClassifier().fit(line, fractions), /y\[1\] is 0.5.*regressor/],
    [
      "neighbors",
      () => new classical.KNeighborsClassifier().fit(line, fractions),
      /y\[1\] is 0.5.*regressor/,
    ],
    [
      "boosting",
      () => new classical.HistGradientBoostingClassifier().fit(line, fractions),
      /y\[1\] is 0.5.*regressor/,
    ],
  ]);

  refuses("categories that fit has not seen", [
    [
      "OneHotEncoder",
      () => new classical.OneHotEncoder().fit([["a"], ["b"]] as never).transform([["c"]] as never),
      /"c"/,
    ],
    [
      "OrdinalEncoder",
      () => new classical.OrdinalEncoder().fit([["a"], ["b"]] as never).transform([["c"]] as never),
      /"c"/,
    ],
    ["LabelEncoder", () => new classical.LabelEncoder().fit(["a", "b"]).transform(["c"]), /"c"/],
    ["CategoricalNB", () => new classical.CategoricalNB().fit([[0], [1]], [0, 1]).predict([[2]]), /2/],
  ]);

  const boxCox = () => new classical.PowerTransformer({ method: "box-cox" });
  refuses("numbers of at most 0 to Box–Cox", [
    ["alone", () => boxCox().fit([[1], [0]]), /X\[1, 0\] is 0, numbers above 0.*yeo-johnson/],
    [
      "in a pipeline",
      () =>
        new classical.Pipeline({ steps: { power: boxCox(), model: new classical.Ridge() } }).fit(
          [[1], [-2]],
          [1, 2],
        ),
      /X\[1, 0\] is -2/,
    ],
    [
      "in columns",
      () => new classical.ColumnTransformer({ transformers: { power: [boxCox(), [1]] } }).fit(line),
      /numbers above 0/,
    ],
  ]);

  refuses("counts below 0", [
    [
      "naive-bayes",
      () => new classical.MultinomialNB().fit([[1], [-1]], [0, 1]),
      /X\[1, 0\] is -1, numbers of at least 0/,
    ],
    [
      "feature-selection",
      () => new classical.SelectKBest({ scoreFunc: "chi2", k: 1 }).fit([[1], [-1]], [0, 1]),
      /X\[1, 0\] is -1/,
    ],
    ["decomposition", () => new classical.NMF({ nComponents: 1 }).fit([[1], [-1]]), /X\[1, 0\] is -1/],
    ["glm", () => new classical.PoissonRegressor().fit([[1], [2]], [1, -1]), /y\[1\] is -1/],
    [
      "boosting",
      () => new classical.HistGradientBoostingRegressor({ loss: "poisson" }).fit([[1], [2]], [1, -1]),
      /y\[1\] is -1/,
    ],
  ]);

  refuses("a matrix that is not positive definite, or singular", [
    [
      "gaussian-process",
      () =>
        new classical.GaussianProcessRegressor({ optimizer: null, alpha: 1e-300 }).fit(
          [[1], [1], [1]],
          [1, 2, 3],
        ),
      /positive definite|alpha/,
    ],
    [
      "discriminant",
      () => new classical.QuadraticDiscriminantAnalysis().fit(constant, halves),
      /rank 1, 2 is needed/,
    ],
    ["mixture", () => new classical.GaussianMixture({ regCovar: 0 }).fit(constant), /regCovar/],
    [
      "metrics",
      () =>
        classical.pairwiseDistances(
          [
            [1, 2],
            [2, 4],
            [3, 6],
          ],
          undefined,
          { metric: "mahalanobis" },
        ),
      /regular matrix/,
    ],
  ]);

  const large = line.map(([a, b]) => [a! * 1e98, b!]);
  refuses("powers beyond float64", [
    [
      "expansion",
      () => new classical.PolynomialFeatures({ degree: 5 }).fitTransform(large),
      /PolynomialFeatures.transform: the product at 1, 10 is Infinity/,
    ],
    [
      "splines",
      () =>
        new classical.SplineTransformer({
          degree: 5,
          extrapolation: "continue",
          knots: [0, 1, 2],
        }).fitTransform(large),
      /the spline at/,
    ],
    [
      "svm",
      () => new classical.SVC({ kernel: "poly", degree: 5, gamma: 1 }).fit(large, halves),
      /kernel: the value of samples/,
    ],
    [
      "gaussian-process",
      () => new classical.KernelRidge({ kernel: "poly", degree: 5, gamma: 1 }).fit(large, numbers),
      /kernel: the value of samples/,
    ],
    [
      "decomposition",
      () => new classical.KernelPCA({ kernel: "poly", degree: 5, gamma: 1 }).fit(large),
      /kernel: the value of samples|the value of rows/,
    ],
  ]);
});
