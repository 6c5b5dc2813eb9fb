/**
 * Where a model is wrong, and where it only looks so.
 *
 * Question: Does a search over all slices of one and two conditions find the slice in which the labels are bad, and none where there is none?
 * Command: npx blankfile run tabular/error-analysis
 * Expectation: The planted slice is first by its corrected p-value; by the share of errors alone a small slice is often before it. Without a plant nothing is left after the correction, though several of 400 slices have p below 0.01.
 * Minutes: 0.3
 *
 * One variable: what is planted. 7,000 rows with four columns of words and three of numbers; the class follows from a line in all but two columns, with
 * a gap between the classes, so that a logistic regression learns it from 3,000 rows. Then 12 % of the labels are turned everywhere: errors that no slice
 * explains. In the planted slice, drawn by the seed from all that hold at least 100 of these 3,000, 40 % are turned.
 *
 *   one   a slice of one condition: plan = basic
 *   two   of two: plan = basic and age in its 2nd quarter
 *   none  no slice: all that is found would be false
 *
 * The search: every value of a column (numbers by their quarters) and every pair of values of two columns, with 30 rows or more. For a slice of n
 * of N rows with a of all K errors, p = P(A ≥ a), A hypergeometric: K errors that fall anywhere. Holm's correction over all slices keeps the chance of
 * any false finding at α = 0.01 at most, whatever the overlap (Holm 1979).
 */
import {
  ColumnTransformer,
  columnsOfKind,
  LogisticRegression,
  OneHotEncoder,
  Pipeline,
  StandardScaler,
} from "@blankfile/classical";
import { nearest } from "@blankfile/curriculum";
import { Table } from "@blankfile/data";
import { Hypergeometric, multipletests } from "@blankfile/statistics";
import { Philox } from "@blankfile/tensor";
import { experiment, showFigure } from "@blankfile/tracking/node";

const words: Record<string, string[]> = {
  plan: ["free", "basic", "team", "firm"],
  region: ["north", "east", "south", "west", "islands"],
  device: ["phone", "tablet", "desk"],
  channel: ["search", "friend", "shop", "mail", "none", "other"],
};
const numbers = ["age", "income", "tenure"];
const variants = ["one", "two", "none"];
const fewest = 30;
const alpha = 0.01;

/** Each condition as "column: value", of each row. */
type Conditions = { column: string; text: string; holds: boolean[] }[];

interface Slice {
  text: string;
  places: number[];
  errors: number;
  p: number;
  corrected: number;
}

await experiment({
  name: "tabular/error-analysis",
  nearest,
  variants,
  seeds: 10,
  flags: {
    rows: { default: 4000, says: "rows that are looked at, beside 3,000 to learn from" },
    turned: { default: 40, says: "percent of the planted slice's labels that are turned" },
  },
  smoke: { rows: 800 },
  metrics: {
    "slice/error": { goal: "minimize", unit: "%" },
    "error/all": { goal: "minimize", unit: "%" },
    slices: {},
    "slices/uncorrected": {},
    "slices/significant": {},
    "planted/rank": { goal: "minimize" },
    "planted/rank-by-share": { goal: "minimize" },
    "planted/rows": {},
    "left/significant": {},
  },

  predict: (variant) =>
    variant === "none"
      ? { text: "none: slices left by the correction.", metric: "slices/significant", range: [0, 0] }
      : { text: `${variant}: rank of the planted slice.`, metric: "planted/rank", range: [1, 1] },

  async train({ variant, seed, config: { rows, turned }, run, progress }) {
    const rng = new Philox(seed).fork(variant);
    const [known, asked] = [draw(3000, rng), draw(rows, rng)];
    const planted = plantedSlice(variant, known.X, rng);
    for (const { X, labels } of [known, asked]) {
      const bad = rowsOf(conditionsOf(X, known.X), planted);
      for (const i of labels.keys())
        if (rng.uniform() < (bad[i] ? turned / 100 : 0.12)) labels[i] = 1 - labels[i]!;
    }
    const model = pipeline().fit(known.X, known.labels);
    const wrong = (model.predict(asked.X) as number[]).map((label, i) => label !== asked.labels[i]);
    const conditions = conditionsOf(asked.X, known.X);
    const found = search(conditions, wrong);
    const name = planted.join(" and ");
    const byShare = found.toSorted((a, b) => share(b) - share(a));
    const rank = (order: Slice[]) => order.findIndex(({ text }) => text === name) + 1;

    // What else is there, once the first slice's rows are set aside?
    const aside = new Set(found[0]!.places);
    const rest = wrong.map((_, i) => i).filter((i) => !aside.has(i));
    const others = conditions.map((one) => ({ ...one, holds: rest.map((i) => one.holds[i]!) }));
    const left = search(
      others,
      rest.map((i) => wrong[i]!),
    );

    run.table("worst slices", {
      columns: ["slice", "rows", "errors, %", "p", "p by Holm"],
      rows: found
        .slice(0, 10)
        .map((one) => [one.text, one.places.length, 100 * share(one), one.p, one.corrected]),
    });
    for (const [i, one] of found.slice(0, 10).entries())
      run.log({ "slice/error": 100 * share(one) }, { step: i + 1 });
    progress(1, 1, `planted ${name || "nothing"}; first ${found[0]!.text}`);
    const significant = (slices: Slice[]) => slices.filter(({ corrected }) => corrected <= alpha).length;
    return {
      "error/all": (100 * wrong.filter(Boolean).length) / rows,
      slices: found.length,
      "slices/uncorrected": found.filter(({ p }) => p <= alpha).length,
      "slices/significant": significant(found),
      ...(variant !== "none" && {
        "planted/rank": rank(found),
        "planted/rank-by-share": rank(byShare),
        "planted/rows": found[rank(found) - 1]?.places.length ?? 0,
        "left/significant": significant(left),
      }),
    };
  },

  judge: (figures) => [
    ...["one", "two"].map((variant) => ({
      text: `${variant}: rank of the planted slice among all, 1 in every seed`,
      found: `${figures.of(variant, "planted/rank").values.join(", ")}; by the share of errors alone ${figures.of(variant, "planted/rank-by-share").values.join(", ")}`,
      met: figures.of(variant, "planted/rank").values.every((rank) => rank === 1),
    })),
    {
      text: "none: slices left by the correction at 0.01, none in any seed",
      found: `${figures.of("none", "slices/significant").values.join(", ")}; without it ${showFigure(figures.of("none", "slices/uncorrected"))} of ${figures.mean("none", "slices")}`,
      met: figures.of("none", "slices/significant").values.every((count) => count === 0),
    },
    ...["one", "two"].map((variant) => ({
      text: `${variant}: significant slices, and how many are left once the first one's rows are set aside`,
      found: `${figures.of(variant, "slices/significant").values.join(", ")}; ${figures.of(variant, "left/significant").values.join(", ")}`,
    })),
  ],
});

/** All slices of one and two conditions, the least p first. */
function search(conditions: Conditions, wrong: boolean[]): Slice[] {
  const all = wrong.filter(Boolean).length;
  const pairs = conditions.flatMap((one, i) =>
    conditions.slice(i + 1).flatMap((two) =>
      one.column === two.column
        ? []
        : [
            {
              text: `${one.text} and ${two.text}`,
              holds: one.holds.map((holds, row) => holds && two.holds[row]!),
            },
          ],
    ),
  );
  const slices = [...conditions, ...pairs].flatMap(({ text, holds }) => {
    const places = holds.flatMap((inside, row) => (inside ? [row] : []));
    if (places.length < fewest) return [];
    const errors = places.filter((row) => wrong[row]).length;
    const p = new Hypergeometric({ N: wrong.length, K: all, n: places.length }).sf(errors - 1);
    return [{ text, places, errors, p: Math.min(1, p), corrected: 1 }];
  });
  const { pvaluesCorrected } = multipletests(
    slices.map(({ p }) => p),
    { method: "holm", alpha },
  );
  for (const [i, slice] of slices.entries()) slice.corrected = pvaluesCorrected[i]!;
  return slices.sort((a, b) => a.p - b.p);
}

function share({ errors, places }: Slice): number {
  return errors / places.length;
}

/** One condition for each word, and for each quarter of a number as it is cut in `reference`. */
function conditionsOf(X: Table, reference: Table): Conditions {
  const ofWords = Object.entries(words).flatMap(([column, values]) => {
    const { codes } = X.column(column) as { codes: Int32Array };
    return values.map((value, code) => ({
      column,
      text: `${column}: ${value}`,
      holds: Array.from(codes, (its) => its === code),
    }));
  });
  const ofNumbers = numbers.flatMap((column) => {
    const sorted = reference.numbers(column).toSorted();
    const cuts = [0.25, 0.5, 0.75].map((part) => sorted[Math.floor(part * sorted.length)]!);
    const quarters = Array.from(X.numbers(column), (value) => cuts.filter((cut) => value >= cut).length);
    return [0, 1, 2, 3].map((quarter) => ({
      column,
      text: `${column}: quarter ${quarter + 1}`,
      holds: quarters.map((its) => its === quarter),
    }));
  });
  return [...ofWords, ...ofNumbers];
}

/** The conditions of the slice whose labels are bad; none for the variant "none". */
function plantedSlice(variant: string, X: Table, rng: Philox): string[] {
  if (variant === "none") return [];
  const conditions = conditionsOf(X, X);
  for (;;) {
    const [one, two] = [rng.integer(conditions.length), rng.integer(conditions.length)].sort((a, b) => a - b);
    const chosen = [conditions[one!]!, ...(variant === "two" ? [conditions[two!]!] : [])];
    if (chosen.length === 2 && chosen[0]!.column === chosen[1]!.column) continue;
    const texts = chosen.map(({ text }) => text);
    if (rowsOf(conditions, texts).filter(Boolean).length >= 100) return texts;
  }
}

/** Whether each row meets all of these conditions; no row does where there is none. */
function rowsOf(conditions: Conditions, texts: string[]): boolean[] {
  const chosen = conditions.filter(({ text }) => texts.includes(text));
  return conditions[0]!.holds.map((_, row) => chosen.length > 0 && chosen.every(({ holds }) => holds[row]));
}

/** Rows with a gap between the classes; device and channel say nothing of the class. */
function draw(rows: number, rng: Philox): { X: Table; labels: number[] } {
  const codes: Record<string, number[]> = { plan: [], region: [], device: [], channel: [] };
  const values: Record<string, number[]> = { age: [], income: [], tenure: [] };
  const labels: number[] = [];
  while (labels.length < rows) {
    const code = Object.fromEntries(
      Object.entries(words).map(([name, list]) => [name, rng.integer(list.length)]),
    );
    const value = Object.fromEntries(numbers.map((name) => [name, rng.normal()]));
    const score =
      value.age! + value.income! - 0.8 * value.tenure! + 0.7 * (code.plan! - 1.5) + 0.4 * (code.region! - 2);
    if (Math.abs(score) < 0.5) continue;
    labels.push(Number(score > 0));
    for (const [name, its] of Object.entries(code)) codes[name]!.push(its);
    for (const [name, its] of Object.entries(value)) values[name]!.push(its);
  }
  const X = new Table([
    ...Object.entries(words).map(
      ([name, categories]) =>
        [name, { kind: "category", categories, codes: Int32Array.from(codes[name]!) }] as const,
    ),
    ...numbers.map((name) => [name, { kind: "number", values: Float64Array.from(values[name]!) }] as const),
  ]);
  return { X, labels };
}

function pipeline(): Pipeline {
  const columns = new ColumnTransformer({
    transformers: {
      numbers: [new StandardScaler(), columnsOfKind("number")],
      words: [new OneHotEncoder(), columnsOfKind("category")],
    },
  });
  return new Pipeline({ steps: { columns, model: new LogisticRegression({ C: 10, maxIter: 1000 }) } });
}
