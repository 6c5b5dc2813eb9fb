import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunAnswer } from "./protocol.ts";
import { accuracy, type Engine, r2, serve, timed } from "./serve.ts";
import type { Data, Task } from "./tasks.ts";

/** Libraries of JavaScript, each as its README has it. They take arrays of arrays, which are made before the clock starts. */
const load = createRequire(import.meta.url);
const version = (name: string) =>
  `${name} ${(JSON.parse(readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), "utf8")) as { version: string }).version}`;

const rowsOf = (data: Float64Array, cols: number): number[][] =>
  Array.from({ length: data.length / cols }, (_, i) => Array.from(data.subarray(i * cols, (i + 1) * cols)));

type Run = (data: Data, X: number[][], test: number[][]) => () => RunAnswer;

const runs: Partial<Record<Task["kind"], Run>> = {
  ols(data, X, test) {
    const MLR = load("ml-regression-multivariate-linear");
    const Regression = MLR.default ?? MLR;
    const y = Array.from(data.y, (value) => [value]);
    return () => {
      const [fitMs, model] = timed(() => new Regression(X, y));
      const [predictMs, found] = timed(() => model.predict(test) as number[][]);
      return {
        fitMs,
        predictMs,
        quality: r2(
          found.map(([value]) => value!),
          data.testY,
        ),
      };
    };
  },
  logistic(data, X, test) {
    const Regression = load("ml-logistic-regression");
    const { Matrix } = load("ml-matrix");
    return () => {
      const [fitMs, model] = timed(() => {
        const made = new (Regression.default ?? Regression)({ numSteps: 200, learningRate: 5e-3 });
        made.train(new Matrix(X), Matrix.columnVector(Array.from(data.y)));
        return made;
      });
      const [predictMs, found] = timed(() => model.predict(new Matrix(test)) as number[]);
      return { fitMs, predictMs, quality: accuracy(found, data.testY) };
    };
  },
  tree(data, X, test) {
    const { DecisionTreeClassifier } = load("ml-cart");
    const y = Array.from(data.y);
    return () => {
      const [fitMs, model] = timed(() => {
        const made = new DecisionTreeClassifier({ gainFunction: "gini", maxDepth: 50, minNumSamples: 2 });
        made.train(X, y);
        return made;
      });
      const [predictMs, found] = timed(() => model.predict(test) as number[]);
      return { fitMs, predictMs, quality: accuracy(found, data.testY) };
    };
  },
  forest(data, X, test) {
    const { RandomForestClassifier } = load("ml-random-forest");
    const y = Array.from(data.y);
    return () => {
      const [fitMs, model] = timed(() => {
        const made = new RandomForestClassifier({
          seed: 3,
          nEstimators: 100,
          maxFeatures: Math.floor(Math.sqrt(data.cols)),
          replacement: true,
        });
        made.train(X, y);
        return made;
      });
      const [predictMs, found] = timed(() => model.predict(test) as number[]);
      return { fitMs, predictMs, quality: accuracy(found, data.testY) };
    };
  },
  knn(data, X, test) {
    const KNN = load("ml-knn");
    const y = Array.from(data.y);
    return () => {
      const [fitMs, model] = timed(() => new (KNN.default ?? KNN)(X, y, { k: 5 }));
      const [predictMs, found] = timed(() => model.predict(test) as number[]);
      return { fitMs, predictMs, quality: accuracy(found, data.testY) };
    };
  },
  kmeans(_data, X) {
    const { kmeans } = load("ml-kmeans");
    return () => {
      const [fitMs, found] = timed(() =>
        kmeans(X, 10, { seed: 1, initialization: "kmeans++", maxIterations: 300 }),
      );
      const clusters = found.clusters as number[];
      const centres = found.centroids as number[][];
      const inertia = X.reduce(
        (sum, row, i) =>
          sum + row.reduce((part, value, j) => part + (value - centres[clusters[i]!]![j]!) ** 2, 0),
        0,
      );
      return { fitMs, predictMs: null, quality: inertia };
    };
  },
  pca(_data, X, test) {
    const { PCA } = load("ml-pca");
    return () => {
      const [fitMs, model] = timed(() => new PCA(X));
      const [predictMs] = timed(() => model.predict(test, { nComponents: 20 }));
      const shares = model.getExplainedVariance() as number[];
      return { fitMs, predictMs, quality: shares.slice(0, 20).reduce((sum, share) => sum + share, 0) };
    };
  },
};

const names: Partial<Record<Task["kind"], string>> = {
  ols: "ml-regression-multivariate-linear",
  logistic: "ml-logistic-regression",
  tree: "ml-cart",
  forest: "ml-random-forest",
  knn: "ml-knn",
  kmeans: "ml-kmeans",
  pca: "ml-pca",
};

const engine: Engine = ({ kind }, data) => {
  const run = runs[kind];
  return run ? run(data, rowsOf(data.X, data.cols), rowsOf(data.test, data.cols)) : "has no such estimator";
};

const kind = process.argv[2] as Task["kind"];
await serve(names[kind] ? version(names[kind]) : "no library", engine);
