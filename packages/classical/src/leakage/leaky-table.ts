import { type Column, Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";

export const leaks = [
  "none",
  "target copy",
  "noisy target copy",
  "missing values tell the target",
  "mean of the target by town",
  "mean of the target of the others by town",
  "scaled before the split",
  "imputed before the split",
  "identifier that follows the target",
  "copies on both sides",
  "patients on both sides",
  "test rows among the training rows",
] as const;

export type Leak = (typeof leaks)[number];

export interface LeakyTable {
  X: Table;
  /** 0 or 1. */
  y: Int32Array;
  /** Rows to be predicted in the end, in the same columns. */
  test: Table;
  /** Columns that were made to leak. */
  columns: string[];
}

/**
 * A table about patients with one leak planted in it, or none: two measured numbers and a town that say something of y, one number that says nothing,
 * and gaps. For labs, exercises and to test whoever claims to find leaks.
 */
export function leakyTable(
  leak: Leak,
  { rows = 600, rng = new Philox(0) }: { rows?: number; rng?: Philox } = {},
): LeakyTable {
  const { columns, y } = clean(rows, rng.fork("train"));
  const { columns: testColumns, y: testY } = clean(Math.floor(rows / 3), rng.fork("test"));
  const chance = rng.fork("leak");
  const planted = (name: string, column: Column, testColumn: Column): LeakyTable => ({
    X: new Table([...columns, [name, column]]),
    y,
    test: new Table([...testColumns, [name, testColumn]]),
    columns: [name],
  });
  const number = (values: ArrayLike<number>): Column => ({
    kind: "number",
    values: Float64Array.from(values),
  });
  const noise = (targets: Int32Array) => number(Array.from(targets, () => chance.normal()));
  switch (leak) {
    case "none":
      return { X: new Table(columns), y, test: new Table(testColumns), columns: [] };
    case "target copy":
      return planted("outcome", number(y), noise(testY));
    case "noisy target copy":
      return planted(
        "discharge",
        number(Array.from(y, (label) => 3 * label + 0.4 * chance.normal())),
        noise(testY),
      );
    case "missing values tell the target":
      return planted(
        "lab",
        number(
          Array.from(y, (label) => (label === 1 || chance.uniform() < 0.03 ? chance.normal() : Number.NaN)),
        ),
        noise(testY),
      );
    case "mean of the target by town":
    case "mean of the target of the others by town":
      return planted("risk", number(townMeans(columns, y, leak.includes("others"))), noise(testY));
    case "scaled before the split":
      return replaced("pressure", standardised, { columns, testColumns, y });
    case "imputed before the split":
      return replaced("age", meanFilled, { columns, testColumns, y });
    case "identifier that follows the target":
      return planted("id", number(numbersByTarget(y, chance)), number(testY.map((_, i) => 10_000 + i)));
    case "copies on both sides":
      return withCopies(columns, testColumns, y, chance);
    case "patients on both sides":
      return withPatients(rows, rng.fork("patients"));
    case "test rows among the training rows":
      return sharingRows(columns, testColumns, y, chance);
  }
}

type Columns = [name: string, column: Column][];

const towns = ["Bonn", "Cork", "Graz", "Oslo", "Pisa", "York"];

/** y is drawn from a logistic model of pressure, age and town. */
function clean(rows: number, rng: Philox): { columns: Columns; y: Int32Array } {
  const [pressure, age, luck] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const [town, y] = [new Int32Array(rows), new Int32Array(rows)];
  for (let i = 0; i < rows; i++) {
    pressure[i] = Number((120 + 15 * rng.normal()).toFixed(2));
    age[i] = Number((50 + 12 * rng.normal()).toFixed(1));
    luck[i] = rng.normal();
    town[i] = rng.integer(towns.length);
    const odds = (pressure[i]! - 120) / 15 + (age[i]! - 50) / 20 + 0.25 * (town[i]! - 2.5);
    y[i] = Number(rng.uniform() < 1 / (1 + Math.exp(-odds)));
    if (rng.uniform() < 0.1) age[i] = Number.NaN;
  }
  const columns: Columns = [
    ["pressure", { kind: "number", values: pressure }],
    ["age", { kind: "number", values: age }],
    ["luck", { kind: "number", values: luck }],
    ["town", { kind: "category", codes: town, categories: towns }],
  ];
  return { columns, y };
}

function townMeans(columns: Columns, y: Int32Array, withoutOwn: boolean): number[] {
  const { codes } = columns.find(([name]) => name === "town")![1] as { codes: Int32Array };
  const [sums, counts] = [towns.map(() => 0), towns.map(() => 0)];
  for (const [i, town] of codes.entries()) {
    sums[town]! += y[i]!;
    counts[town]!++;
  }
  return Array.from(codes, (town, i) =>
    withoutOwn ? (sums[town]! - y[i]!) / (counts[town]! - 1) : sums[town]! / counts[town]!,
  );
}

interface Parts {
  columns: Columns;
  testColumns: Columns;
  y: Int32Array;
}

function replaced(
  name: string,
  change: (values: Float64Array) => Float64Array,
  { columns, testColumns, y }: Parts,
): LeakyTable {
  const of = (list: Columns): Table =>
    new Table(
      list.map(([key, column]) =>
        key === name && column.kind === "number"
          ? [key, { kind: "number", values: change(column.values) }]
          : [key, column],
      ),
    );
  return { X: of(columns), y, test: of(testColumns), columns: [name] };
}

function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return values.map((value) => (value - mean) / std);
}

function meanFilled(values: Float64Array): Float64Array {
  const present = values.filter((value) => !Number.isNaN(value));
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  return values.map((value) => (Number.isNaN(value) ? mean : value));
}

/** As where the files of two clinics, of different patients, were put one after the other. */
function numbersByTarget(y: Int32Array, rng: Philox): number[] {
  const order = Array.from(y.keys());
  const keys = order.map((i) => y[i]! * 0.8 + rng.uniform());
  const sorted = order.toSorted((a, b) => keys[a]! - keys[b]!);
  const out = new Array<number>(y.length);
  sorted.forEach((i, at) => {
    out[i] = 1000 + at;
  });
  return out;
}

/** As where rare rows were repeated to balance classes before the split. */
function withCopies(columns: Columns, testColumns: Columns, y: Int32Array, rng: Philox): LeakyTable {
  const copies = Array.from({ length: Math.floor(y.length / 3) }, () => rng.integer(y.length));
  const order = rng.shuffle([...y.keys(), ...copies]);
  return {
    X: new Table(columns).rows(order),
    y: Int32Array.from(order, (i) => y[i]!),
    test: new Table(testColumns),
    columns: [],
  };
}

/** Four rows of each patient, who is ill or not as a whole. */
function withPatients(rows: number, rng: Philox): LeakyTable {
  const patients = Math.floor(rows / 4);
  const made = clean(patients * 4, rng);
  const ill = Array.from({ length: patients }, () => Number(rng.uniform() < 0.5));
  const order = rng.shuffle(Array.from({ length: patients * 4 }, (_, i) => Math.floor(i / 4)));
  const testPatients = Float64Array.from({ length: patients }, (_, i) => patients + i);
  return {
    X: new Table([...made.columns, ["patient", { kind: "number", values: Float64Array.from(order) }]]),
    y: Int32Array.from(order, (patient) => ill[patient]!),
    test: new Table([
      ...clean(patients, rng.fork("test")).columns,
      ["patient", { kind: "number", values: testPatients }],
    ]),
    columns: ["patient"],
  };
}

function sharingRows(columns: Columns, testColumns: Columns, y: Int32Array, rng: Philox): LeakyTable {
  const X = new Table(columns);
  const taken = Array.from({ length: Math.floor(y.length / 10) }, () => rng.integer(y.length));
  const own = new Table(testColumns);
  const joined = own.names.map(
    (name) => [name, joinColumns(own.column(name), X.rows(taken).column(name))] as const,
  );
  return { X, y, test: new Table(joined), columns: [] };
}

function joinColumns(a: Column, b: Column): Column {
  if (a.kind === "number" && b.kind === "number")
    return { kind: "number", values: Float64Array.from([...a.values, ...b.values]) };
  if (a.kind === "category" && b.kind === "category")
    return { ...a, codes: Int32Array.from([...a.codes, ...b.codes]) };
  throw new TypeError(`joinColumns: kinds ${a.kind} and ${b.kind}, one kind is needed`);
}
