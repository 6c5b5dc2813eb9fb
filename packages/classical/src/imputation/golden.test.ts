/** Against scikit-learn; see golden/classical_imputation.py. */
import { expect, it, vi } from "vitest";
import { LinearRegression } from "../linear/least-squares/linear-regression.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { expectClose, golden } from "../preprocessing/node/golden.fixture.ts";
import { IterativeImputer } from "./iterative-imputer.ts";
import { KNNImputer } from "./knn-imputer.ts";
import { MissingIndicator } from "./missing-indicator.ts";
import { SimpleImputer } from "./simple-imputer.ts";

interface Case {
  kind: "SimpleImputer" | "MissingIndicator" | "KNNImputer" | "IterativeImputer";
  options: { missingValues?: number };
  fitted: number[][];
  out: number[][];
  names: string[];
  rounds: number | null;
  linear: boolean;
}

const values = golden<{
  X: number[][];
  new: number[][];
  coded: number[][];
  codedNew: number[][];
  apart: number[][];
  cases: Case[];
}>("imputation");

interface Imputing {
  fitTransform(X: number[][]): Matrix;
  transform(X: number[][]): Matrix;
  getFeatureNamesOut(): string[];
  nIter_?: number;
}

const classes = { SimpleImputer, MissingIndicator, KNNImputer, IterativeImputer };

it.each(values.cases.map((one) => [`${one.kind} ${JSON.stringify(one.options)}`, one] as const))(
  "scikit-learn gives the same: %s",
  (_, { kind, options, fitted, out, names, rounds, linear }) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const isCoded = options.missingValues !== undefined;
    const imputer = new classes[kind]({
      ...options,
      ...(linear ? { estimator: new LinearRegression() } : {}),
    } as object) as unknown as Imputing;
    // Regressions upon regressions: roundings of the solvers add up round by round.
    const tolerance = kind === "IterativeImputer" ? 1e-7 : 1e-9;
    const whole = kind === "KNNImputer" ? values.apart : values.X;
    expectClose(imputer.fitTransform(isCoded ? values.coded : whole), fitted, tolerance);
    expectClose(imputer.transform(isCoded ? values.codedNew : values.new), out, tolerance);
    expect(imputer.getFeatureNamesOut()).toEqual(names);
    if (rounds !== null) expect(imputer.nIter_).toBe(rounds);
    warn.mockRestore();
  },
);
