/**
 * A linear algebra library from nothing, against what its theorems promise.
 *
 * Question: Do decompositions written from their definitions hold on ill-conditioned matrices too, and do they agree with LAPACK?
 * Command: npx blankfile run mathematics/decompositions
 * Expectation: Factors multiply back to the matrix within 1e-10 of its size on all 200, orthogonal ones are orthogonal to 1e-10, and LAPACK's numbers are met to 1e-8.
 * Minutes: 0.5
 *
 * One variable: the decomposition. Each works on 200 random matrices of 2 to 24 rows, every second one with singular values that fall evenly, in
 * logarithms, from 1 to 10⁻¹ … 10⁻¹⁴. Residuals are relative in the Frobenius norm:
 *
 *   LU  ‖A − P L U‖ / ‖A‖     QR  ‖A − Q R‖ / ‖A‖     Cholesky  ‖A − L Lᵀ‖ / ‖A‖     eigen  ‖A V − V Λ‖ / ‖A‖
 *   SVD ‖A − U Σ Vᵀ‖ / ‖A‖    exponential  ‖e^A e^−A − I‖ / (‖e^A‖ ‖e^−A‖)
 *
 * Backward stability says that they stay near the unit roundoff, 10⁻¹⁶, whatever the condition: that is what makes them usable. What a
 * condition of 10¹⁴ does spoil, the solution of A x = b, is measured beside it.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { nearest } from "@blankfile/curriculum";
import * as library from "@blankfile/tensor";
import {
  cholesky,
  eigh,
  eye,
  lu,
  matrixExp,
  Philox,
  qr,
  randn,
  solve,
  svd,
  Tensor,
  tensor,
} from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const f64 = { dtype: "float64" } as const;
const T = (A: Tensor): Tensor => A.transpose(0, 1);
const size = (A: Tensor): number => A.norm().item();
const apart = (A: Tensor, B: Tensor): number => size(A.sub(B));

/** Takes any square matrix; gives the residual and how far the orthogonal factor, if there is one, is from orthogonal. */
type Decomposition = (A: Tensor) => { residual: number; orthogonality?: number };

/** Their vectors are determined up to a sign. */
const signFree = ["qr", "eigh", "svd"];

const offOrthogonal = (Q: Tensor): number => apart(T(Q).matmul(Q), eye(Q.shape[1]!, f64));
const symmetric = (A: Tensor): Tensor => A.add(T(A)).div(2);

const decompositions: Record<string, Decomposition> = {
  lu: (A) => {
    const { P, L, U } = lu(A);
    return { residual: apart(A, P.matmul(L).matmul(U)) / size(A) };
  },
  qr: (A) => {
    const { Q, R } = qr(A);
    return { residual: apart(Q.matmul(R), A) / size(A), orthogonality: offOrthogonal(Q) };
  },
  cholesky: (A) => {
    // A Aᵀ squares the condition; a thousandth of a millionth keeps it positive definite in float64.
    const S = A.matmul(T(A)).add(eye(A.shape[0]!, f64).mul(1e-12 * size(A) ** 2));
    const L = cholesky(S);
    return { residual: apart(L.matmul(T(L)), S) / size(S) };
  },
  eigh: (A) => {
    const S = symmetric(A);
    const { eigenvalues, eigenvectors: V } = eigh(S);
    return { residual: apart(S.matmul(V), V.mul(eigenvalues)) / size(S), orthogonality: offOrthogonal(V) };
  },
  svd: (A) => {
    const { U, S, Vh } = svd(A);
    return {
      residual: apart(U.mul(S).matmul(Vh), A) / size(A),
      orthogonality: Math.max(offOrthogonal(U), offOrthogonal(T(Vh))),
    };
  },
  exponential: (A) => {
    const [up, down] = [matrixExp(A), matrixExp(A.neg())];
    return { residual: apart(up.matmul(down), eye(A.shape[0]!, f64)) / (size(up) * size(down)) };
  },
};

await experiment({
  name: "mathematics/decompositions",
  nearest,
  variants: Object.keys(decompositions),
  seeds: 3,
  flags: { matrices: { default: 200, says: "random matrices for each decomposition" } },
  smoke: { matrices: 6 },
  metrics: {
    residual: { goal: "minimize" },
    "residual/worst": { goal: "minimize" },
    "orthogonality/worst": { goal: "minimize" },
    "solution/error": {},
    condition: {},
    "lapack/worst": { goal: "minimize" },
    "lapack/cases": {},
  },

  predict: (variant) => ({
    text: `${variant}: the worst of the residuals is some roundings large.`,
    metric: "residual/worst",
    range: [0, 1e-13],
  }),

  async train({ variant, seed, config: { matrices }, run, progress }) {
    const decompose = decompositions[variant]!;
    const rng = new Philox(seed);
    let [worst, crooked, farOff] = [0, 0, 0];
    for (let i = 0; i < matrices; i++) {
      const n = 2 + (i % 23);
      const condition = i % 2 === 0 ? undefined : 10 ** (1 + ((i >> 1) % 14));
      const A = condition === undefined ? randn([n, n], { rng, ...f64 }) : graded(n, condition, rng);
      const { residual, orthogonality = 0 } = decompose(A);
      const x = randn([n, 1], { rng, ...f64 });
      const off = apart(solve(A, A.matmul(x)), x) / size(x);
      [worst, crooked, farOff] = [
        Math.max(worst, residual),
        Math.max(crooked, orthogonality),
        Math.max(farOff, off),
      ];
      run.log({ residual, "solution/error": off, condition: condition ?? 0 }, { step: i + 1 });
      if (i % 20 === 19) progress(i + 1, matrices, `worst residual ${worst.toExponential(1)}`);
    }
    const lapack = againstLapack(variant);
    return {
      "residual/worst": worst,
      "orthogonality/worst": crooked,
      "solution/error": farOff,
      "lapack/worst": lapack.worst,
      "lapack/cases": lapack.cases,
    };
  },

  judge: (figures) =>
    Object.keys(decompositions).flatMap((variant) => {
      const worst = figures.of(variant, "residual/worst");
      const crooked = figures.of(variant, "orthogonality/worst");
      const lapack = figures.of(variant, "lapack/worst");
      const [cases] = figures.of(variant, "lapack/cases").values;
      return [
        {
          text: `${variant}: the worst residual, below 1e-10 in every seed`,
          found: showFigure(worst),
          met: worst.values.every((value) => value < 1e-10),
        },
        ...(/qr|eigh|svd/.test(variant)
          ? [
              {
                text: `${variant}: ‖QᵀQ − I‖, the worst, below 1e-10 in every seed`,
                found: showFigure(crooked),
                met: crooked.values.every((value) => value < 1e-10),
              },
            ]
          : []),
        {
          text: `${variant}: off LAPACK's numbers (golden/linalg), relative to the largest, in ${cases} cases, below 1e-8`,
          found: showFigure(lapack),
          met: cases! > 0 && lapack.values.every((value) => value < 1e-8),
        },
      ];
    }),
});

/** U Σ Vᵀ with random orthogonal U and V and singular values from 1 down to 1 / condition. */
function graded(n: number, condition: number, rng: Philox): Tensor {
  const [U, V] = [0, 1].map(() => qr(randn([n, n], { rng, ...f64 })).Q);
  const values = Array.from({ length: n }, (_, i) => condition ** (-i / (n - 1)));
  return U!.mul(tensor(values, f64)).matmul(T(V!));
}

interface Flat {
  shape: number[];
  data: (number | string)[];
}

interface Case {
  op: string;
  args: unknown[];
  inputs: Flat[];
  outputs: Flat[];
}

/** The largest difference from the golden file's outputs, which LAPACK computed, over the largest number of each. */
function againstLapack(variant: string): { worst: number; cases: number } {
  const file = path.join(import.meta.dirname, "../../golden/linalg/operations.json");
  const name = variant === "exponential" ? "matrixExp" : variant;
  const cases = (JSON.parse(readFileSync(file, "utf8")) as { values: Case[] }).values.filter(
    ({ op }) => op === name,
  );
  let worst = 0;
  for (const { args, inputs, outputs } of cases) {
    const given = inputs.map(
      ({ shape, data }) => new Tensor(Float64Array.from(data, Number), shape, "float64"),
    );
    const call = (library as unknown as Record<string, (...all: unknown[]) => unknown>)[name]!;
    const result = call(...args.map((arg) => given[(arg as { input?: number }).input ?? -1] ?? arg));
    const found = result instanceof Tensor ? [result] : (Object.values(result as object) as Tensor[]);
    for (const [at, { data }] of outputs.entries()) {
      const wanted = data.map(Number);
      const scale = Math.max(1, ...wanted.map(Math.abs));
      wanted.forEach((value, i) => {
        const ours = found[at]!.data[i]! as number;
        const turned = signFree.includes(name) ? Math.abs(ours + value) : Number.POSITIVE_INFINITY;
        worst = Math.max(worst, Math.min(Math.abs(ours - value), turned) / scale);
      });
    }
  }
  return { worst, cases: cases.length };
}
