import type { Table } from "@blankfile/data";
import type { Campaign } from "../campaign/campaign.ts";
import { bars } from "../pictures/bars.ts";
import { shortNumber } from "../pictures/frame.ts";
import { heatMap } from "../pictures/heat-map.ts";
import { histogram } from "../pictures/histogram.ts";
import { missingMatrix } from "../pictures/missing-matrix.ts";
import { planSplit } from "../split/split-plan.ts";
import { type ColumnFacts, tableFacts } from "../table/column-facts.ts";
import { type Association, associations } from "./association.ts";
import { type Drift, findDrift } from "./drift.ts";

export interface Look {
  rows: number;
  testRows: number | null;
  unlabelled: number;
  facts: ColumnFacts[];
  cleanings: { column: string; what: string }[];
  /** Rows that stand in the table before, target and identifier aside. */
  duplicates: number;
  associations: Association[];
  drift: Drift[];
  pictures: Record<string, string>;
}

/** What the table holds. The target is compared with columns on rows alone that will not be locked away. */
export function look(campaign: Campaign): Look {
  const { train, test, settings } = campaign;
  const facts = tableFacts(train);
  const { learning } = planSplit(campaign.rows(Array.from({ length: train.length }, (_, i) => i)), settings);
  const rows = campaign.rows(learning);
  const told = associations(rows.X, rows.y, campaign.classes.length);
  const pictures: Record<string, string> = { target: targetPicture(campaign) };
  if (facts.some(({ missing }) => missing > 0)) pictures.missing = missingPicture(train);
  const shown = told.slice(0, 16);
  if (shown.length > 0)
    pictures.associations = bars(
      shown.map(({ column, share }) => ({
        name: column,
        value: share,
        text: `${(100 * share).toFixed(1)} %`,
      })),
      {
        title: "What each column alone tells of the target",
        desc: `Share of the variation of ${settings.target}: ${shown.map(({ column, share }) => `${column} ${(100 * share).toFixed(1)} %`).join(", ")}.`,
        label: `share of the variation of ${settings.target}`,
      },
    );
  const numbers = rows.X.names.filter((name) => rows.X.column(name).kind === "number").slice(0, 14);
  if (numbers.length > 1) pictures.correlations = correlationPicture(rows.X, numbers);
  for (const name of numbers.slice(0, 12)) {
    const found = facts.find((one) => one.name === name)!;
    pictures[`column-${name.replaceAll(/[^A-Za-z0-9_-]/g, "_")}`] = histogram(rows.X.numbers(name), {
      title: name,
      desc: `${name}: from ${shortNumber(found.numbers?.min ?? Number.NaN)} to ${shortNumber(found.numbers?.max ?? Number.NaN)}, median ${shortNumber(found.numbers?.median ?? Number.NaN)}, ${found.missing} missing.`,
      label: name,
    });
  }
  return {
    rows: train.length,
    testRows: test?.length ?? null,
    unlabelled: campaign.unlabelled,
    facts,
    cleanings: [...campaign.cleanings],
    duplicates: duplicateRows(campaign.X),
    associations: told,
    drift: test ? findDrift(campaign.X, campaign.testX!) : [],
    pictures,
  };
}

function targetPicture({ settings, y, classes }: Campaign): string {
  const title = `The target, ${settings.target}`;
  if (classes.length === 0)
    return histogram(y, {
      title,
      desc: `Distribution of ${settings.target} over ${y.length} rows.`,
      label: settings.target,
    });
  const counts = classes.map((_, k) => y.reduce((sum, code) => sum + Number(code === k), 0));
  return bars(
    classes.map((name, k) => ({
      name,
      value: counts[k]!,
      text: `${counts[k]} (${((100 * counts[k]!) / y.length).toFixed(1)} %)`,
    })),
    { title, desc: classes.map((name, k) => `${name}: ${counts[k]} rows`).join(", "), label: "rows" },
  );
}

function missingPicture(train: Table): string {
  const columns = train.names
    .map((name) => ({ name, isMissing: train.missing(name) }))
    .filter(({ isMissing }) => isMissing.includes(true));
  return missingMatrix(columns.slice(0, 30), {
    title: "Missing values",
    desc: columns
      .map(({ name, isMissing }) => `${name}: ${isMissing.filter(Boolean).length} of ${isMissing.length}`)
      .join(", "),
  });
}

/** Pearson's correlation over the rows that have both values. */
function correlationPicture(X: Table, names: readonly string[]): string {
  const values = names.flatMap((a) => names.map((b) => correlation(X.numbers(a), X.numbers(b))));
  const strongest = names
    .flatMap((a, i) => names.slice(i + 1).map((b, j) => ({ a, b, r: values[i * names.length + i + 1 + j]! })))
    .sort((x, y) => Math.abs(y.r) - Math.abs(x.r))
    .slice(0, 3);
  return heatMap(values, {
    title: "Correlations of number columns",
    desc: `The strongest: ${strongest.map(({ a, b, r }) => `${a} and ${b} ${r.toFixed(2)}`).join(", ")}.`,
    rows: names,
    columns: names,
    text: (value) => value.toFixed(2),
    full: 1,
  });
}

function correlation(a: Float64Array, b: Float64Array): number {
  const rows = Array.from(a.keys()).filter((i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]));
  const n = rows.length;
  const [ma, mb] = [a, b].map((values) => rows.reduce((sum, i) => sum + values[i]!, 0) / n) as [
    number,
    number,
  ];
  let [saa, sbb, sab] = [0, 0, 0];
  for (const i of rows) {
    saa += (a[i]! - ma) ** 2;
    sbb += (b[i]! - mb) ** 2;
    sab += (a[i]! - ma) * (b[i]! - mb);
  }
  return saa * sbb === 0 ? 0 : sab / Math.sqrt(saa * sbb);
}

function duplicateRows(X: Table): number {
  const columns = X.names.map((name) => {
    const column = X.column(name);
    return column.kind === "category" ? column.codes : column.values;
  });
  const seen = new Set<string>();
  for (let i = 0; i < X.length; i++) seen.add(columns.map((values) => String(values[i])).join("\u0001"));
  return X.length - seen.size;
}
