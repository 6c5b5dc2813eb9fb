/** Against scikit-learn; see golden/classical_decomposition.py. Factorisations agree to 1e-7 of the largest number. */
import { describe, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { expectLearntNear, expectNear, goldenDecomposition, optionsHere } from "../golden.fixture.ts";
import { IncrementalPCA } from "./incremental-pca.ts";
import { KernelPCA } from "./kernel-pca.ts";
import { PCA } from "./pca.ts";
import { TruncatedSVD } from "./truncated-svd.ts";

interface Case {
  data: string;
  options: Record<string, unknown>;
  learnt: Record<string, number | number[] | number[][]>;
  transformed: number[][];
  back?: number[][];
  covariance?: number[][];
  precision?: number[][];
  scores?: number[];
  eigenvalues?: number[];
}

const golden = goldenDecomposition<{
  data: Record<string, number[][]>;
  pca: Case[];
  incremental: Case[];
  truncated: Case[];
  kernel: Case[];
}>("principal");
const matrixOf = (one: Case): Matrix => Matrix.fromRows(golden.data[one.data]!);
const titled = (cases: Case[]) =>
  cases.map((one) => [`${one.data} ${JSON.stringify(one.options)}`, one] as const);

describe("scikit-learn gives the same", () => {
  it.each(titled(golden.pca))("PCA: %s", (_, one) => {
    const X = matrixOf(one);
    const model = new PCA(optionsHere(one.options)).fit(X);
    // Axes of variance near 0 are free to turn: N < F leaves one, which counts for nothing in what follows.
    const isFree = one.data === "wide" && one.options.n_components === undefined;
    const { components_, ...rest } = one.learnt;
    expectLearntNear(model, isFree ? rest : { components_: components_!, ...rest }, 1e-7);
    if (!isFree) expectNear(model.transform(X), one.transformed, 1e-7);
    expectNear(model.inverseTransform(model.transform(X)), one.back, 1e-7);
    // Whitened, scikit-learn's getCovariance multiplies the axes by √λ and then by λ − σ²: a covariance of the wrong unit. Whitening is no reason to change it.
    if (one.options.whiten) return;
    expectNear(model.getCovariance(), one.covariance, 1e-7);
    if (one.precision) expectNear(model.getPrecision(), one.precision, 1e-7);
    if (one.scores) expectNear(model.scoreSamples(X), one.scores, 1e-7);
  });

  it.each(titled(golden.incremental))("IncrementalPCA: %s", (_, one) => {
    const X = matrixOf(one);
    const model = new IncrementalPCA(optionsHere(one.options)).fit(X);
    expectLearntNear(model, one.learnt, 1e-7);
    expectNear(model.transform(X), one.transformed, 1e-7);
  });

  it.each(titled(golden.truncated))("TruncatedSVD: %s", (_, one) => {
    const X = matrixOf(one);
    for (const algorithm of ["randomized", "full"] as const) {
      const model = new TruncatedSVD({ ...optionsHere(one.options), algorithm }).fit(X);
      expectLearntNear(model, one.learnt, 1e-7);
      expectNear(model.transform(X), one.transformed, 1e-7);
    }
  });

  it.each(titled(golden.kernel))("KernelPCA: %s", (_, one) => {
    const X = matrixOf(one);
    const model = new KernelPCA(optionsHere(one.options) as never).fit(X);
    expectNear(model.eigenvalues_, one.eigenvalues, 1e-7);
    const shifted = new Matrix(
      X.data.slice(0, 25 * X.cols).map((value) => value + 0.1),
      [25, X.cols],
    );
    expectNear(model.transform(shifted), one.transformed, 1e-7);
    const first = X.takeRows(Array.from({ length: 25 }, (_, i) => i));
    if (one.back) expectNear(model.inverseTransform(model.transform(first)), one.back, 1e-7);
  });
});
