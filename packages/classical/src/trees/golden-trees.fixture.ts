import { readFileSync } from "node:fs";
import { Matrix } from "../matrix/matrix.ts";

/** Trees of scikit-learn that do not depend on its random order of features (golden/classical_trees.py). */
export interface GoldenTree {
  kind: "classifier" | "regressor";
  rows: "X" | "missing";
  y: number[];
  weighted: boolean;
  options: Record<string, unknown>;
  childrenLeft: number[];
  childrenRight: number[];
  feature: number[];
  threshold: unknown[];
  missingGoToLeft: number[];
  impurity: number[];
  nNodeSamples: number[];
  weightedNNodeSamples: number[];
  value: number[];
  importances: number[];
  ccpAlphas: number[];
  impurities: number[];
  predicted: number[];
  depth: number;
}

const file = new URL("../../../../golden/classical/trees.json", import.meta.url);
const { values } = JSON.parse(readFileSync(file, "utf8")) as {
  values: {
    inputs: { X: unknown[][]; missing: unknown[][]; weight: number[]; test: unknown[][] };
    cases: GoldenTree[];
  };
};

const matrix = (rows: unknown[][]) => Matrix.fromRows(rows.map((row) => row.map(Number)));

export const inputs = {
  X: matrix(values.inputs.X),
  missing: matrix(values.inputs.missing),
  test: matrix(values.inputs.test),
  weight: values.inputs.weight,
};

/** Those of one kind, by their options. */
export function goldenTrees(kind: GoldenTree["kind"]): [string, GoldenTree][] {
  return values.cases
    .filter((one) => one.kind === kind)
    .map((one) => [
      JSON.stringify({ ...one.options, ...(one.weighted && { weighted: true }), rows: one.rows }),
      one,
    ]);
}
