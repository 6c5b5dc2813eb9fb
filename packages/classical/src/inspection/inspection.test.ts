import { readFileSync } from "node:fs";
import { parseCsv } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Nearest } from "../check-estimator/honest.fixture.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { KNeighborsClassifier } from "../neighbors/k-neighbors-classifier.ts";
import { KNeighborsRegressor } from "../neighbors/k-neighbors-regressor.ts";
import { partialDependence } from "./partial-dependence.ts";
import { permutationImportance } from "./permutation-importance.ts";
import { responseOf } from "./response.ts";
import { exactShapley, kernelShapley } from "./shapley-values.ts";

const file = new URL("../../../../golden/classical/inspection.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;
const X = Matrix.fromRows(golden.X);
const { y, target } = golden as { y: number[]; target: number[] };
const regressor = new KNeighborsRegressor({ nNeighbors: 4 }).fit(X, target);
const classifier = new KNeighborsClassifier({ nNeighbors: 5 }).fit(X, y);

function near(found: Iterable<number>, wanted: readonly number[], digits = 10): void {
  const list = [...found];
  expect(list.length).toBe(wanted.length);
  for (const [i, value] of wanted.entries()) expect(list[i]).toBeCloseTo(value, digits);
}

/** f as a function of whole matrices. */
const rowwise = (f: (x: Float64Array) => number) => (rows: MatrixLike) => {
  const matrix = toMatrix("test", rows);
  return Float64Array.from({ length: matrix.rows }, (_, i) => f(matrix.row(i)));
};
const formula = rowwise(([a, b, c, d]) => a! * b! + Math.sin(c!) - 2 * d! + a! ** 2);

describe("permutationImportance", () => {
  it("is 0 of a column that the model does not look at, and falls with the others' use", () => {
    const rng = new Philox(1);
    const rows = Matrix.fromRows(
      Array.from({ length: 200 }, () => [rng.normal(), rng.normal(), rng.normal()]),
    );
    const labels = Array.from({ length: 200 }, (_, i) => Number(2 * rows.at(i, 0) + rows.at(i, 1) > 0));
    const model = new Nearest().fit(rows.takeColumns([0, 1]), labels);
    const narrow = {
      name: "narrow",
      predict: (all: MatrixLike) => model.predict(toMatrix("t", all).takeColumns([0, 1])),
    };
    const { importancesMean: found, score } = permutationImportance(narrow as never, rows, labels, {
      scoring: "accuracy",
      nRepeats: 10,
    });
    expect(found[2]).toBe(0);
    expect(found[0]).toBeGreaterThan(found[1]!);
    expect(found[1]).toBeGreaterThan(0.02);
    expect(score).toBe(model.score(rows.takeColumns([0, 1]), labels));
  });

  it("takes tables by their columns' names, the same for a seed", () => {
    const table = parseCsv(`a,b\n${golden.X.map(([a, b]: number[]) => `${a},${b}`).join("\n")}\n`);
    const model = new Nearest().fit(table, y);
    const run = (randomState: number) => permutationImportance(model, table, y, { randomState });
    expect(run(1).names).toEqual(["a", "b"]);
    expect(run(1).importances.data).toEqual(run(1).importances.data);
    expect(run(1).importances.data).not.toEqual(run(2).importances.data);
    const wide = permutationImportance(
      model,
      Matrix.fromRows(
        golden.X.map((row: number[]) => row.slice(0, 2)),
        ["a", "b"],
      ),
      y,
      { randomState: 1 },
    );
    expect(wide.importances.data).toEqual(run(1).importances.data);
  });
});

describe("partialDependence", () => {
  it("is scikit-learn's, of one feature, of two, of a class", () => {
    const one = partialDependence(regressor, X, [0], { gridResolution: 7 });
    near(one.gridValues[0]!, golden.one.grid);
    near(one.average, golden.one.average);
    near(one.individual.data, golden.one.individual.flat());
    near(partialDependence(regressor, X, [0, 2], { gridResolution: 4 }).average, golden.two.average);
    const ofClass = partialDependence(classifier, X, [1], { gridResolution: 5, percentiles: [0.1, 0.9] });
    near(ofClass.gridValues[0]!, golden.ofClass.grid);
    near(ofClass.average, golden.ofClass.average);
  });

  it("of a linear model is the line, at the feature's own values where they are few", () => {
    const rows = Matrix.fromRows(
      [
        [0, 1],
        [1, 5],
        [0, 3],
      ],
      ["a", "b"],
    );
    const linear = { kind: "regressor", predict: rowwise(([a, b]) => 2 * a! + b!) };
    const { gridValues, average } = partialDependence(linear as never, rows, ["a"]);
    expect(gridValues.map((axis) => [...axis])).toEqual([[0, 1]]);
    expect([...average]).toEqual([3, 5]);
    expect([...partialDependence(linear as never, rows, ["a"], { sampleWeight: [1, 0, 0] }).average]).toEqual(
      [1, 3],
    );
  });

  it("refuses features, grids and classes that are not there", () => {
    expect(() => partialDependence(regressor, X, [3])).toThrow(
      "partialDependence: feature 3, a place from 0 to 2 is needed",
    );
    expect(() => partialDependence(regressor, X.withNames(["p", "q", "r"]), ["s"])).toThrow(
      /feature "s", "p", "q", "r" is needed/,
    );
    expect(() => partialDependence(regressor, X, [0, 1, 2])).toThrow(/3 features, one or two are needed/);
    expect(() => partialDependence(regressor, X, [0], { percentiles: [0.9, 0.1] })).toThrow(
      /two rising numbers/,
    );
    expect(() => responseOf("t", classifier, 7)).toThrow(
      "t: target is 7, one of 0, 1 is needed, the classes of the fitted classifier",
    );
  });
});

describe("Shapley values", () => {
  const background = Matrix.fromRows(golden.shapley.background);
  const rows = Matrix.fromRows(golden.shapley.rows);

  it("by hand: a product of two is shared half and half", () => {
    const { values, baseValue } = exactShapley(
      rowwise(([a, b]) => a! * b!),
      [[2, 3]],
      [[0, 0]],
    );
    expect([...values.data]).toEqual([3, 3]);
    expect(baseValue).toBe(0);
  });

  it("of a linear model are w (x − mean of the background)", () => {
    const w = [2, -1, 0, 0.5];
    const { values } = exactShapley(
      rowwise((x) => x.reduce((sum, value, j) => sum + w[j]! * value, 0)),
      rows,
      background,
    );
    const means = [0, 1, 2, 3].map(
      (j) => background.column(j).reduce((sum, value) => sum + value, 0) / background.rows,
    );
    near(
      values.data,
      golden.shapley.rows.flatMap((x: number[]) => x.map((value, j) => w[j]! * (value - means[j]!))),
    );
  });

  it("are those of shap's exact explainer, and sum to f(x) less the base", () => {
    const { values, baseValue } = exactShapley(formula, rows, background);
    expect(baseValue).toBeCloseTo(golden.shapley.base, 12);
    near(values.data, golden.shapley.exact.flat());
    for (const [i, said] of formula(rows).entries())
      expect(values.row(i).reduce((sum, value) => sum + value, 0)).toBeCloseTo(said - baseValue, 12);
  });

  it("by the kernel with all sets are the exact ones", () => {
    near(kernelShapley(formula, rows, background).values.data, golden.shapley.exact.flat(), 9);
    near(kernelShapley(formula, rows, background).values.data, golden.shapley.kernel.flat(), 6);
  });

  it("by the kernel with some sets come near, the same for a seed", () => {
    const rng = new Philox(4);
    const F = 13;
    const many = Matrix.fromRows(
      Array.from({ length: 3 }, () => Array.from({ length: F }, () => rng.normal())),
    );
    const known = Matrix.fromRows(
      Array.from({ length: 5 }, () => Array.from({ length: F }, () => rng.normal())),
    );
    const f = rowwise((x) => x.reduce((sum, value, j) => sum + value * x[(j + 1) % F]!, 0));
    const exact = exactShapley(f, many, known).values.data;
    const off = (nSamples: number) => {
      const found = kernelShapley(f, many, known, { nSamples, randomState: 2 }).values.data;
      expect(found).toEqual(kernelShapley(f, many, known, { nSamples, randomState: 2 }).values.data);
      return Math.sqrt(found.reduce((sum, value, at) => sum + (value - exact[at]!) ** 2, 0) / exact.length);
    };
    expect(off(1000)).toBeLessThan(0.25);
    expect(off(1000)).toBeLessThan(off(60));
    expect(
      kernelShapley(
        rowwise(([a]) => 3 * a!),
        [[2]],
        [[1]],
      ).values.data[0],
    ).toBe(3);
  });

  it("refuse what would take too many sets, and widths that differ", () => {
    expect(() => exactShapley(formula, Matrix.zeros(1, 17), Matrix.zeros(1, 17))).toThrow(
      /17 features are 2\^17 sets, at most 16 are needed/,
    );
    expect(() => exactShapley(formula, [[1, 2]], [[1]])).toThrow(/X has 2 columns and the background 1/);
    expect(() => kernelShapley(formula, [[1, 2]], [[1, 2]], { nSamples: 3 })).toThrow(
      /nSamples is 3 for 2 features/,
    );
  });
});
