import { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import type { Label } from "../estimator/labels.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { takeRows, takeValues } from "../matrix/take-rows.ts";
import type { Split } from "../model-selection/splitters/splitter.ts";
import { type Finding, percent } from "./finding.ts";

/** Anything that makes a model's columns of raw rows: it may look at X and y of the training rows, at nothing of the tested ones but X, row by row. */
export type Preparation = (
  X: MatrixLike,
  y: ArrayLike<Label>,
  split: Split,
) => { train: MatrixLike; test: MatrixLike };

/**
 * Runs a preparation again on rows that differ in what it must not look at, and compares:
 *
 *   tested rows of X in other rows' values   → prepared training rows must stay as they are
 *   y of tested rows those of other rows      → both parts must stay as they are
 *   tested rows but one in other values      → that one must stay as it is
 */
export function probePreparation(
  prepare: Preparation,
  X: MatrixLike,
  y: ArrayLike<Label>,
  split: Split,
  { randomState = 0 }: { randomState?: number } = {},
): Finding[] {
  const rng = new Philox(randomState);
  const before = run(prepare, X, y, split);
  const moved = Array.from({ length: y.length }, (_, i) => i);
  for (const i of split.test) moved[i] = split.train[rng.integer(split.train.length)]!;
  const otherX = onChanged(prepare, takeRows("probe", X, moved), split.test, y, split);
  // The rows beside the first tested one.
  const kept = split.test[0]!;
  const beside = takeRows(
    "probe",
    X,
    moved.map((from, i) => (i === kept ? i : from)),
  );
  const others = split.test.filter((i) => i !== kept);
  const besideOthers = onChanged(prepare, beside, others, y, split);
  return [
    ...differing(
      "looks at tested rows",
      "training rows change with the values of rows that are tested",
      before.train,
      otherX.train,
    ),
    ...lookAtTargets(prepare, X, y, split, before, rng),
    ...differing(
      "looks at the rows beside",
      "a tested row changes with the other tested rows",
      firstOf(before.test),
      firstOf(besideOthers.test),
    ),
  ];
}

/** What is chosen by the targets may stay what it was with other ones, so several are tried. */
const tries = 5;

function lookAtTargets(
  prepare: Preparation,
  X: MatrixLike,
  y: ArrayLike<Label>,
  split: Split,
  before: Prepared,
  rng: Philox,
): Finding[] {
  const rule = "looks at tested targets";
  for (let i = 0; i < tries; i++) {
    const after = run(prepare, X, otherTargets(y, split, rng.fork(i)), split);
    const found = [
      ...differing(
        rule,
        "training rows change with the targets of rows that are tested",
        before.train,
        after.train,
      ),
      ...differing(rule, "tested rows change with their own targets", before.test, after.test),
    ];
    if (found.length > 0) return found;
  }
  return [];
}

interface Prepared {
  train: Matrix;
  test: Matrix;
}

function run(prepare: Preparation, X: MatrixLike, y: ArrayLike<Label>, split: Split): Prepared {
  const { train, test } = prepare(X, y, split);
  return { train: toMatrix("probePreparation", train), test: toMatrix("probePreparation", test) };
}

/** On numbers that nobody has seen; where a preparation refuses those, as an encoder of known values must, on the rows as they are. */
function onChanged(
  prepare: Preparation,
  X: MatrixLike,
  rows: Int32Array,
  y: ArrayLike<Label>,
  split: Split,
): Prepared {
  try {
    return run(prepare, scaled(X, rows), y, split);
  } catch {
    return run(prepare, X, y, split);
  }
}

const firstOf = (matrix: Matrix): Matrix => matrix.takeRows([0]);

/** Numbers of these rows a thousandth larger: other rows' values alone could leave a mean as it was. */
function scaled(X: MatrixLike, rows: Int32Array): MatrixLike {
  const isChanged = new Set(rows);
  if (X instanceof Table) {
    return new Table(
      X.names.map((name) => {
        const column = X.column(name);
        if (column.kind !== "number") return [name, column];
        return [
          name,
          {
            kind: "number",
            values: column.values.map((value, i) => (isChanged.has(i) ? value * 1.001 + 0.5 : value)),
          },
        ];
      }),
    );
  }
  const matrix = toMatrix("probePreparation", X);
  const data = matrix.data.map((value, at) =>
    isChanged.has(Math.floor(at / matrix.cols)) ? value * 1.001 + 0.5 : value,
  );
  return new Matrix(data, [matrix.rows, matrix.cols], matrix.names);
}

/** Tested rows take the targets of training rows. */
function otherTargets(y: ArrayLike<Label>, { train, test }: Split, rng: Philox): ArrayLike<Label> {
  const order = Array.from({ length: y.length }, (_, i) => i);
  for (const row of test) order[row] = train[rng.integer(train.length)]!;
  return takeValues(y, order);
}

function differing(rule: string, how: string, a: Matrix, b: Matrix): Finding[] {
  const remedy = "learn it inside a pipeline's fit, which sees the training rows alone";
  if (a.cols !== b.cols || a.rows !== b.rows) {
    return [
      { rule, severity: "leak", columns: [], evidence: `${how}: ${a.cols} columns become ${b.cols}`, remedy },
    ];
  }
  const names: string[] = [];
  let changed = 0;
  for (let j = 0; j < a.cols; j++) {
    const rows = Array.from({ length: a.rows }, (_, i) => i).filter(
      (i) => !isNear(a.at(i, j), b.at(i, j)),
    ).length;
    changed += rows;
    if (rows > 0) names.push(a.names?.[j] ?? `column ${j}`);
  }
  if (names.length === 0) return [];
  return [
    {
      rule,
      severity: "leak",
      columns: names,
      evidence: `${how}: ${percent(changed / (a.rows * names.length))} of their values`,
      remedy,
    },
  ];
}

function isNear(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
