import {
  type AnyEstimator,
  GaussianMixture,
  HistGradientBoostingClassifier,
  KMeans,
  LogisticRegression,
  type Matrix,
  PCA,
  RandomForestClassifier,
  StandardScaler,
  SVC,
  TargetEncoder,
} from "@blankfile/classical";
import { Philox } from "@blankfile/tensor";

/** Those whose fit needs no more than arithmetic and roots. */
const makes: Record<string, () => AnyEstimator> = {
  RandomForestClassifier: () => new RandomForestClassifier({ nEstimators: 20, randomState: 3 }),
  HistGradientBoostingClassifier: () => new HistGradientBoostingClassifier({ maxIter: 20 }),
  SVC: () => new SVC(),
  KMeans: () => new KMeans({ nClusters: 4 }),
  PCA: () => new PCA({ nComponents: 3 }),
  StandardScaler: () => new StandardScaler(),
  TargetEncoder: () => new TargetEncoder(),
};

/** Those that take exponentials and logarithms, whose last digits are each engine's own. */
const transcendental: Record<string, () => AnyEstimator> = {
  LogisticRegression: () => new LogisticRegression(),
  GaussianMixture: () => new GaussianMixture({ nComponents: 3 }),
};

export const kinds = Object.keys(makes);
export const nearKinds = Object.keys(transcendental);

export const make = (kind: string): AnyEstimator => (makes[kind] ?? transcendental[kind])!();

/**
 * 400 rows of 6 features in three classes, drawn without normal(): its cosine is the engine's own, whose last digit differs between Node and some browsers.
 */
export function rows(): { X: number[][]; y: number[] } {
  const rng = new Philox(5);
  const y = Array.from({ length: 400 }, (_, i) => i % 3);
  return {
    X: y.map((label) =>
      Array.from({ length: 6 }, (_, j) => rng.uniform() + rng.uniform() + (j === label ? 0.8 : 0)),
    ),
    y,
  };
}

/** All that fit learnt, as text. */
export function fitted(kind: string): string {
  const { X, y } = rows();
  return JSON.stringify(make(kind).fit(X, y));
}

/** The probabilities of all rows after fit. */
export function probabilities(kind: string): number[] {
  const { X, y } = rows();
  const model = make(kind).fit(X, y) as AnyEstimator & { predictProba(X: number[][]): Matrix };
  return Array.from(model.predictProba(X).data);
}
