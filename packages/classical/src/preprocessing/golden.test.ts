/** Against scikit-learn; see golden/classical_preprocessing.py. */
import { describe, expect, it } from "vitest";
import type { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { KBinsDiscretizer } from "./distribution/k-bins-discretizer.ts";
import { PowerTransformer } from "./distribution/power-transformer.ts";
import { QuantileTransformer } from "./distribution/quantile-transformer.ts";
import { PolynomialFeatures } from "./expansion/polynomial-features.ts";
import { SplineTransformer } from "./expansion/spline-transformer.ts";
import { expectClose, golden } from "./node/golden.fixture.ts";
import { Binarizer } from "./scaling/binarizer.ts";
import { KernelCenterer } from "./scaling/kernel-centerer.ts";
import { MaxAbsScaler } from "./scaling/max-abs-scaler.ts";
import { MinMaxScaler } from "./scaling/min-max-scaler.ts";
import { Normalizer } from "./scaling/normalizer.ts";
import { RobustScaler } from "./scaling/robust-scaler.ts";
import { StandardScaler } from "./scaling/standard-scaler.ts";

interface Case {
  kind: string;
  options: Record<string, unknown>;
  out: number[][];
  names: string[];
  back?: number[][];
}

const values = golden<{
  X: number[][];
  holed: number[][];
  new: number[][];
  weight: number[];
  holedCases: Case[];
  denseCases: Case[];
  weighted: Case;
  bins: Case[];
  weightedBins: Case[];
  splines: Case[];
  power: { method: "box-cox"; lambdas: number[]; out: number[][]; train: number[][]; test: number[][] }[];
  kernel: { K: number[][]; out: number[][] };
}>("preprocessing");

interface Fitting {
  fit(X: MatrixLike, y?: unknown, options?: object): this;
  transform(X: MatrixLike): Matrix;
  inverseTransform?(X: MatrixLike): Matrix;
  getFeatureNamesOut(): string[];
}

const classes = {
  Binarizer,
  KBinsDiscretizer,
  MaxAbsScaler,
  MinMaxScaler,
  Normalizer,
  PolynomialFeatures,
  QuantileTransformer,
  RobustScaler,
  SplineTransformer,
  StandardScaler,
} as Record<string, unknown> as Record<string, new (options: object) => Fitting>;

const first = (rows: number[][], count: number) => rows.map((row) => row.slice(0, count));
const titled = (cases: Case[]) =>
  cases.map((one) => [`${one.kind} ${JSON.stringify(one.options)}`, one] as const);

function check(
  { kind, options, out, names, back }: Case,
  train: number[][],
  test: number[][],
  fit = {},
): void {
  const model = new classes[kind]!(options).fit(train, undefined, fit);
  expectClose(model.transform(test), out);
  expect(model.getFeatureNamesOut()).toEqual(names);
  if (back) expectClose(model.inverseTransform!(model.transform(test)), back);
}

describe("scikit-learn gives the same", () => {
  it.each(titled(values.holedCases))("%s", (_, one) => check(one, values.holed, values.new));
  it.each(titled(values.denseCases))("%s", (_, one) => check(one, first(values.X, 3), first(values.new, 3)));
  it.each(titled(values.bins))("%s", (_, one) => check(one, first(values.X, 3), first(values.new, 3)));
  it.each(titled(values.splines))("%s", (_, one) => check(one, first(values.X, 2), first(values.new, 2)));

  it("StandardScaler with weights", () => {
    check(values.weighted, values.holed, values.new, { sampleWeight: values.weight });
  });

  it.each(titled(values.weightedBins))("with weights, %s", (_, one) => {
    check(one, first(values.X, 3), first(values.new, 3), { sampleWeight: values.weight });
  });

  // λ is where a flat maximum is: two searches agree to about √ε of it.
  it.each(values.power)("PowerTransformer $method", ({ method, lambdas, out, train, test }) => {
    const model = new PowerTransformer({ method }).fit(train);
    expectClose(model.lambdas_, lambdas, 1e-6);
    expectClose(model.transform(test), out, 1e-5);
    expectClose(model.inverseTransform(model.transform(test)), test);
  });

  it("KernelCenterer", () => {
    const { K, out } = values.kernel;
    expectClose(new KernelCenterer().fit(K).transform(K.slice(0, 4)), out);
  });
});
