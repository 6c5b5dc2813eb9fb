import * as classical from "@blankfile/classical";
import { Matrix } from "@blankfile/classical";
import { accuracy, type Engine, r2, serve, timed } from "./serve.ts";
import type { Task } from "./tasks.ts";

/** Our estimators, with the options that peer.py gives scikit-learn's. Copies into matrices are part of fit. */
const engine: Engine = ({ kind }, data) => {
  const X = () => new Matrix(data.X.slice(), [data.rows, data.cols]);
  const test = new Matrix(data.test, [data.testRows, data.cols]);
  const y = Int32Array.from(data.y);
  const classify = (make: () => Classifying) => () => {
    const [fitMs, model] = timed(() => make().fit(X(), y));
    const [predictMs, found] = timed(() => model.predict(test));
    return { fitMs, predictMs, quality: accuracy(found, data.testY) };
  };
  const kinds: Record<Task["kind"], () => { fitMs: number; predictMs: number | null; quality: number }> = {
    ols: () => {
      const [fitMs, model] = timed(() => new classical.LinearRegression().fit(X(), data.y));
      const [predictMs, found] = timed(() => model.predict(test));
      return { fitMs, predictMs, quality: r2(found, data.testY) };
    },
    logistic: classify(() => new classical.LogisticRegression()),
    tree: classify(() => new classical.DecisionTreeClassifier()),
    forest: classify(() => new classical.RandomForestClassifier()),
    histogram: classify(() => new classical.HistGradientBoostingClassifier({ earlyStopping: false })),
    knn: classify(() => new classical.KNeighborsClassifier()),
    svc: classify(() => new classical.SVC()),
    kmeans: () => {
      const [fitMs, model] = timed(() => new classical.KMeans({ nClusters: 10 }).fit(X()));
      const [predictMs] = timed(() => model.predict(test));
      return { fitMs, predictMs, quality: model.inertia_ };
    },
    pca: () => pca(X, test),
    tsne: () => {
      const [fitMs, model] = timed(() => embed(X()));
      return { fitMs, predictMs: null, quality: model.klDivergence_ };
    },
  };
  return kinds[kind];
};

interface Classifying {
  fit(X: Matrix, y: Int32Array): Classifying;
  predict(X: Matrix): ArrayLike<unknown>;
}

function pca(X: () => Matrix, test: Matrix) {
  const [fitMs, model] = timed(() => new classical.PCA({ nComponents: 20 }).fit(X()));
  const [predictMs] = timed(() => model.transform(test));
  return {
    fitMs,
    predictMs,
    quality: model.explainedVarianceRatio_.reduce((sum: number, share: number) => sum + share, 0),
  };
}

function embed(X: Matrix): { klDivergence_: number } {
  const model = new classical.TSNE();
  model.fitTransform(X);
  return model;
}

await serve(`@blankfile/classical 0.1.0, Node ${process.versions.node}`, engine);
