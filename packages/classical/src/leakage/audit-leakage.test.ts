import type { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Nearest } from "../check-estimator/honest.fixture.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { takeRows, takeValues } from "../matrix/take-rows.ts";
import { GroupKFold } from "../model-selection/splitters/group-k-fold.ts";
import { KFold } from "../model-selection/splitters/k-fold.ts";
import { TimeSeriesSplit } from "../model-selection/splitters/time-series-split.ts";
import { FunctionTransformer } from "../pipeline/function-transformer.ts";
import { Pipeline } from "../pipeline/pipeline.ts";
import { auditLeakage } from "./audit-leakage.ts";
import { type Leak, leaks, leakyTable } from "./leaky-table.ts";
import { probePreparation } from "./probe-preparation.ts";

const seeds = [0, 1, 2, 3, 4];

/** What the audit must say about each planted leak. */
const rules: Record<Exclude<Leak, "none">, string> = {
  "target copy": "target copy",
  "noisy target copy": "target copy",
  "missing values tell the target": "missing values tell the target",
  "mean of the target by town": "target statistic over all rows",
  "mean of the target of the others by town": "target statistic over all rows",
  "scaled before the split": "scaled before the split",
  "imputed before the split": "imputed before the split",
  "identifier that follows the target": "identifier that follows the target",
  "copies on both sides": "duplicate rows",
  "patients on both sides": "groups on both sides",
  "test rows among the training rows": "test rows in the training rows",
};

function auditOf(leak: Leak, seed: number) {
  const { X, y, test, columns } = leakyTable(leak, { rng: new Philox(seed) });
  const cv = new KFold({ nSplits: 5, shuffle: true, randomState: seed });
  return { ...auditLeakage(new Nearest(), X, y, { cv, test }), planted: columns };
}

describe("auditLeakage", () => {
  it.each(seeds)("finds nothing in a table without leaks, seed %i", (seed) => {
    expect(auditOf("none", seed).text).toBe("no leak found");
  });

  it.each(leaks.filter((leak) => leak !== "none"))("names what was planted and nothing else: %s", (leak) => {
    for (const seed of seeds) {
      const { findings, planted, text } = auditOf(leak, seed);
      expect(
        findings.map(({ rule }) => rule),
        text,
      ).toEqual([rules[leak as keyof typeof rules]]);
      expect(findings[0]!.columns).toEqual(planted);
    }
  });

  it("by hand: a column that is the target, in words", () => {
    const y = Array.from({ length: 40 }, (_, i) => (i * 7) % 2);
    const X = Matrix.fromRows(
      y.map((label, i) => [label, i % 5]),
      ["copy", "other"],
    );
    const { text, passed } = auditLeakage(new Nearest(), X, y, { cv: 4 });
    expect(passed).toBe(false);
    expect(text).toContain('leak: target copy in "copy": alone it explains');
    expect(text).toContain(
      "on rows it was not learnt from; leave it out unless it is known before the target is",
    );
  });

  it("holds splits against groups and times", () => {
    const { X, y } = leakyTable("none");
    const groups = Array.from(y, (_, i) => i % 30);
    const time = Array.from(y, (_, i) => i);
    const rulesOf = (options: object) =>
      auditLeakage(new Nearest(), X, y, options).findings.map(({ rule }) => rule);
    expect(rulesOf({ groups, cv: new KFold() })).toEqual(["groups on both sides"]);
    expect(rulesOf({ groups, cv: new GroupKFold() })).toEqual([]);
    expect(rulesOf({ time, cv: new KFold() })).toEqual(["learns from the future"]);
    expect(rulesOf({ time, cv: new TimeSeriesSplit() })).toEqual([]);
    expect(rulesOf({ time, cv: new KFold(), allow: ["learns from the future"] })).toEqual([]);
  });

  it("finds the order of a file in which classes follow each other", () => {
    const { X, y } = leakyTable("none");
    const order = Array.from(y.keys()).sort((a, b) => y[a]! - y[b]!);
    const sorted = auditLeakage(new Nearest(), X.rows(order), takeValues(y, order));
    expect(sorted.findings.map(({ rule }) => rule)).toEqual(["row order follows the target"]);
  });
});

const measured = (table: Table) =>
  Matrix.fromRows(
    Array.from({ length: table.length }, (_, i) => [
      table.numbers("pressure")[i]!,
      table.numbers("luck")[i]!,
    ]),
    ["pressure", "luck"],
  );

/** Less the mean of the rows that are at hand: in transform too, which is the fault. */
const centred = (X: MatrixLike): Matrix => {
  const matrix = X as Matrix;
  const mean = matrix.column(0).reduce((sum, value) => sum + value, 0) / matrix.rows;
  return new Matrix(
    matrix.data.map((value, at) => (at % 2 === 0 ? value - mean : value)),
    [matrix.rows, 2],
    matrix.names,
  );
};

describe("steps of a pipeline", () => {
  const { X: table, y } = leakyTable("none");
  const X = measured(table);

  it("are run on changed rows, and one that looks at the rows beside is named", () => {
    const pipeline = new Pipeline({
      steps: { centre: new FunctionTransformer({ func: centred }), model: new Nearest() },
    });
    const { findings } = auditLeakage(pipeline, X, y);
    expect(findings.map(({ rule, step, columns }) => ({ rule, step, columns }))).toEqual([
      { rule: "looks at the rows beside", step: "centre", columns: ["pressure"] },
    ]);
  });

  it("that were fitted before are named", () => {
    const step = new FunctionTransformer({ func: (rows) => rows as Matrix }).fit(X);
    const { findings } = auditLeakage(new Pipeline({ steps: { step, model: new Nearest() } }), X, y);
    expect(findings.map(({ rule, step: name }) => [rule, name])).toEqual([
      ["fitted before the split", "step"],
    ]);
  });
});

describe("probePreparation", () => {
  const { X: table, y } = leakyTable("none");
  const X = measured(table);
  const split = new KFold().split(X)[0]!;
  const parts = (matrix: MatrixLike) => ({
    train: takeRows("t", matrix, split.train),
    test: takeRows("t", matrix, split.test),
  });

  it("passes what learns from the training rows alone", () => {
    const mean = (rows: MatrixLike) =>
      (rows as Matrix).column(0).reduce((sum, value) => sum + value, 0) / (rows as Matrix).rows;
    const prepare = (raw: MatrixLike) => {
      const { train, test } = parts(raw);
      const shift = mean(train);
      const less = (rows: MatrixLike) =>
        new Matrix(
          (rows as Matrix).data.map((value) => value - shift),
          [(rows as Matrix).rows, 2],
        );
      return { train: less(train), test: less(test) };
    };
    expect(probePreparation(prepare, X, y, split)).toEqual([]);
  });

  it("catches a scaler that saw all rows", () => {
    const found = probePreparation((raw) => parts(centred(raw)), X, y, split);
    expect(found.map(({ rule, columns }) => [rule, columns])).toEqual([
      ["looks at tested rows", ["pressure"]],
      ["looks at the rows beside", ["pressure"]],
    ]);
  });

  it("catches columns that were chosen by their correlation with all targets", () => {
    const rng = new Philox(1);
    const noise = Matrix.fromRows(
      Array.from({ length: 100 }, () => Array.from({ length: 50 }, () => rng.normal())),
    );
    const labels = Int32Array.from({ length: 100 }, () => rng.integer(2));
    const its = new KFold().split(100)[0]!;
    const prepare = (raw: MatrixLike, targets: ArrayLike<unknown>) => {
      const matrix = raw as Matrix;
      const sums = Array.from({ length: 50 }, (_, j) =>
        Math.abs(matrix.column(j).reduce((sum, value, i) => sum + value * (targets[i] === 1 ? 1 : -1), 0)),
      );
      const best = sums.indexOf(Math.max(...sums));
      const chosen = matrix.takeColumns([best]);
      return { train: chosen.takeRows(its.train), test: chosen.takeRows(its.test) };
    };
    expect(probePreparation(prepare, noise, labels, its).map(({ rule }) => rule)).toContain(
      "looks at tested targets",
    );
  });

  it("catches a target encoding that has seen the tested targets", () => {
    const prepare = (raw: MatrixLike, targets: ArrayLike<unknown>) => {
      const mean =
        Array.from(targets).reduce<number>((sum, value) => sum + Number(value), 0) / targets.length;
      const { train, test } = parts(raw);
      const more = (rows: MatrixLike) =>
        new Matrix(
          (rows as Matrix).data.map((value, at) => (at % 2 === 0 ? value : value + mean)),
          [(rows as Matrix).rows, 2],
          ["pressure", "luck"],
        );
      return { train: more(train), test: more(test) };
    };
    expect(probePreparation(prepare, X, y, split).map(({ rule, columns }) => [rule, columns])).toContainEqual(
      ["looks at tested targets", ["luck"]],
    );
    const byRow = (raw: MatrixLike, targets: ArrayLike<unknown>) => {
      const matrix = raw as Matrix;
      const data = matrix.data.map((value, at) =>
        at % 2 === 0 ? value : Number(targets[Math.floor(at / 2)]),
      );
      return parts(new Matrix(data, [matrix.rows, 2], ["pressure", "risk"]));
    };
    expect(probePreparation(byRow, X, y, split).map(({ rule, columns }) => [rule, columns])).toEqual([
      ["looks at tested targets", ["risk"]],
    ]);
  });
});
