import type { AnyEstimator } from "../estimator/known.ts";
import * as classical from "../index.ts";
import type { CheckOptions } from "./rule.ts";

interface SampleOptions extends CheckOptions {
  /** Where no options at all would not do. */
  make?: () => AnyEstimator;
}

const centroid = () => new classical.NearestCentroid();
const tree = () => new classical.DecisionTreeClassifier();
const ridge = () => new classical.Ridge();

/** Iterations that end within a tolerance may reach it on another way where rows are repeated in place of weights. */
const iterative = { weightTolerance: 1e-5 };

/** Options under which an estimator can learn from 45 rows, and how strict the battery is, where its defaults will not do. */
export const samplesOf: Record<string, SampleOptions> = {
  // Estimators of estimators.
  ColumnTransformer: {
    make: () =>
      new classical.ColumnTransformer({
        transformers: { numbers: [new classical.StandardScaler(), [0, 1]] },
        remainder: "passthrough",
      }),
    minFeatures: 2,
  },
  FeatureUnion: {
    make: () =>
      new classical.FeatureUnion({
        transformers: { a: new classical.StandardScaler(), b: new classical.MinMaxScaler() },
      }),
  },
  Pipeline: { make: () => new classical.Pipeline({ steps: { model: ridge() } }) },
  TransformedTargetRegressor: {
    make: () => new classical.TransformedTargetRegressor({ regressor: ridge() }),
  },
  GridSearchCV: {
    make: () =>
      new classical.GridSearchCV({
        estimator: centroid(),
        paramGrid: { metric: ["euclidean", "manhattan"] },
        cv: 3,
      }),
  },
  HalvingGridSearchCV: {
    make: () =>
      new classical.HalvingGridSearchCV({ estimator: tree(), paramGrid: { maxDepth: [1, 2] }, cv: 2 }),
  },
  HalvingRandomSearchCV: {
    make: () =>
      new classical.HalvingRandomSearchCV({
        estimator: tree(),
        space: { maxDepth: classical.int(1, 3) },
        nCandidates: 2,
        cv: 2,
      }),
  },
  RandomizedSearchCV: {
    make: () =>
      new classical.RandomizedSearchCV({
        estimator: tree(),
        space: { maxDepth: classical.int(1, 3) },
        nIter: 2,
        cv: 3,
      }),
  },
  TpeSearchCV: {
    make: () =>
      new classical.TpeSearchCV({
        estimator: tree(),
        space: { maxDepth: classical.int(1, 3) },
        nTrials: 2,
        cv: 3,
      }),
  },
  ResampledClassifier: { make: () => new classical.ResampledClassifier({ estimator: centroid() }) },
  RFE: { make: () => new classical.RFE({ estimator: ridge(), nFeaturesToSelect: 2 }), minFeatures: 2 },
  RFECV: { make: () => new classical.RFECV({ estimator: ridge(), cv: 3 }) },
  SelectFromModel: { make: () => new classical.SelectFromModel({ estimator: ridge() }) },
  SequentialFeatureSelector: {
    make: () => new classical.SequentialFeatureSelector({ estimator: ridge(), nFeaturesToSelect: 1, cv: 3 }),
    minFeatures: 2,
  },
  StackingClassifier: {
    make: () =>
      new classical.StackingClassifier({ estimators: { a: tree(), b: new classical.GaussianNB() }, cv: 3 }),
    ...iterative,
  },
  StackingRegressor: {
    make: () =>
      new classical.StackingRegressor({
        estimators: { a: ridge(), b: new classical.DecisionTreeRegressor() },
        cv: 3,
      }),
    ...iterative,
  },
  VotingClassifier: {
    make: () => new classical.VotingClassifier({ estimators: { a: tree(), b: new classical.GaussianNB() } }),
  },
  VotingRegressor: {
    make: () =>
      new classical.VotingRegressor({ estimators: { a: ridge(), b: new classical.DecisionTreeRegressor() } }),
  },
  TunedThresholdClassifierCV: {
    make: () => new classical.TunedThresholdClassifierCV({ estimator: new classical.GaussianNB(), cv: 3 }),
  },
  // Two components unless told, which one feature has not.
  CCA: { make: () => new classical.CCA({ nComponents: 1 }) },
  PLSCanonical: { make: () => new classical.PLSCanonical({ nComponents: 1 }) },
  PLSRegression: { make: () => new classical.PLSRegression({ nComponents: 1 }) },
  TruncatedSVD: { make: () => new classical.TruncatedSVD({ nComponents: 1 }) },
  // Tolerances.
  LinearSVR: { make: () => new classical.LinearSVR({ tol: 1e-10, maxIter: 20_000, C: 0.1 }), ...iterative },
  SVC: { make: () => new classical.SVC({ tol: 1e-8 }), ...iterative },
  NuSVC: { make: () => new classical.NuSVC({ tol: 1e-8 }), ...iterative },
  SVR: { make: () => new classical.SVR({ tol: 1e-8 }), ...iterative },
  NuSVR: { make: () => new classical.NuSVR({ tol: 1e-8 }), ...iterative },
  OneClassSVM: { make: () => new classical.OneClassSVM({ tol: 1e-8 }), ...iterative },
  // Twenty rows a leaf, as by default, count rows and not weights.
  HistGradientBoostingClassifier: {
    make: () => new classical.HistGradientBoostingClassifier({ minSamplesLeaf: 1, maxIter: 10 }),
    ...iterative,
  },
  HistGradientBoostingRegressor: {
    make: () => new classical.HistGradientBoostingRegressor({ minSamplesLeaf: 1, maxIter: 10 }),
    ...iterative,
  },
  // Rightly refuses columns that do not vary within a class.
  QuadraticDiscriminantAnalysis: {
    make: () => new classical.QuadraticDiscriminantAnalysis({ regParam: 0.1 }),
  },
  // Groups far apart make one graph only with many neighbours.
  Isomap: { make: () => new classical.Isomap({ nNeighbors: 20 }) },
  UMAP: { make: () => new classical.UMAP({ nNeighbors: 10, nEpochs: 30 }) },
  TSNE: { make: () => new classical.TSNE({ perplexity: 10, maxIter: 250 }) },
  TheilSenRegressor: { make: () => new classical.TheilSenRegressor({ maxSubpopulation: 50 }) },
};

/** Estimators whose X is no matrix of three columns of numbers; their own tests ask what the battery would. */
export const outside: Record<string, string> = {
  CategoricalNB: "naive-bayes/naive-bayes.test.ts: whole numbers",
  CountVectorizer: "text/vectorizers.test.ts: texts",
  DateFeatures: "preprocessing/expansion/date-features.test.ts: dates",
  FeatureHasher: "text/vectorizers.test.ts: lists of names",
  HashingVectorizer: "text/vectorizers.test.ts: texts",
  IsotonicRegression: "calibration/isotonic-regression.test.ts: one column",
  KernelCenterer: "preprocessing/scaling/kernel-centerer.test.ts: a square",
  LabelBinarizer: "encoding/labels.test.ts: labels",
  LabelEncoder: "encoding/labels.test.ts: labels",
  TfidfVectorizer: "text/vectorizers.test.ts: texts",
};
