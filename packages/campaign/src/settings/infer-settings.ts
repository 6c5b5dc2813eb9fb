import type { Table } from "@blankfile/data";
import { type ColumnFacts, columnFacts, tableFacts } from "../table/column-facts.ts";
import { metricNamed } from "./metrics.ts";
import type { Settings } from "./settings.ts";

/** What the command line may say; the rest is inferred. */
export interface Wishes {
  target?: string;
  metric?: string;
  id?: string;
  group?: string;
  time?: string;
}

export interface Given {
  train: Table;
  test?: Table | undefined;
  sample?: Table | undefined;
  files: Settings["files"];
  wishes: Wishes;
}

/** Target, identifier, task, metric and the rest from the columns' names and values, each with its reason. */
export function inferSettings({ train, test, sample, files, wishes }: Given): Settings {
  const why: Record<string, string> = {};
  for (const [flag, name] of Object.entries(wishes)) if (flag !== "metric") requireColumn(train, flag, name);
  const facts = tableFacts(train);
  const id = wishes.id ?? inferId(facts, { test, sample }, why, wishes);
  const target = wishes.target ?? inferTarget({ train, test, sample }, id, why);
  const its = columnFacts(target, train.column(target));
  requireUsableTarget(its);
  const task = taskOf(its, why);
  const metric = wishes.metric ?? metricFor(its, task, why);
  metricNamed(metric, task);
  for (const [flag, name] of Object.entries(wishes)) why[flag] = `given as --${flag} ${name}`;
  const drop = facts
    .filter(({ name, different }) => name !== target && name !== id && different <= 1)
    .map(({ name }) => name);
  if (drop.length > 0) why.drop = `${drop.join(", ")}: one value or none in all rows`;
  const large = train.length > 5000;
  why.folds = "5 folds: each model learns from 80 % of the rows";
  why.holdout = "a fifth of the rows, locked away until the report opens it";
  why.tune = large
    ? `the search sees at most 3,000 of ${train.length} rows, for speed; the scores after it are of all`
    : "the search sees all rows that are not locked away";
  return {
    files,
    target,
    task,
    metric,
    id,
    group: wishes.group ?? null,
    time: wishes.time ?? null,
    drop,
    seed: 0,
    folds: 5,
    repeats: large ? 1 : 3,
    holdout: 0.2,
    tune: { trials: large ? 16 : 30, nestedTrials: large ? 5 : 10, rows: large ? 3000 : 5000 },
    allow: [],
    why,
  };
}

function requireColumn(table: Table, flag: string, name: string): void {
  if (table.names.includes(name)) return;
  const near = table.names.filter((other) => other.toLowerCase() === name.toLowerCase());
  throw new RangeError(
    `--${flag}: there is no column ${JSON.stringify(name)}; ${near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${table.names.join(", ")}`}`,
  );
}

function inferTarget(
  { train, test, sample }: Pick<Given, "train" | "test" | "sample">,
  id: string | null,
  why: Record<string, string>,
): string {
  const missing = test ? train.names.filter((name) => !test.names.includes(name)) : [];
  const sampled = sample ? sample.names.filter((name) => name !== id && train.names.includes(name)) : [];
  if (sampled.length === 1) {
    why.target = `the sample submission asks for ${sampled[0]}`;
    return sampled[0]!;
  }
  if (missing.length === 1) {
    why.target = `the one column that the test rows lack`;
    return missing[0]!;
  }
  if (missing.length > 1)
    throw new RangeError(
      `campaign: the test rows lack ${missing.join(", ")}; which one is to be predicted? --target ${missing[0]}`,
    );
  const usual = train.names.find((name) => /^(target|label|y|class|outcome)$/i.test(name));
  if (usual !== undefined) {
    why.target = `its name`;
    return usual;
  }
  const last = train.names.at(-1)!;
  throw new RangeError(`campaign: which of ${train.names.join(", ")} is to be predicted? --target ${last}`);
}

function inferId(
  facts: readonly ColumnFacts[],
  { test, sample }: Pick<Given, "test" | "sample">,
  why: Record<string, string>,
  wishes: Wishes,
): string | null {
  const taken = [wishes.target, wishes.group, wishes.time];
  const unique = facts.filter(
    ({ name, missing, different, rows, type, numbers }) =>
      !taken.includes(name) &&
      missing === 0 &&
      different === rows &&
      (type === "key" || numbers?.isWhole === true),
  );
  const named = unique.find(
    ({ name }) => /(^|_|\b)(id|key|uuid|index|row_?(no|number)?)$/i.test(name) || /[a-z](Id|ID)$/.test(name),
  );
  const shared = sample?.names.find(
    (name) => unique.some((one) => one.name === name) && (test?.names.includes(name) ?? true),
  );
  const found = shared ?? named?.name ?? null;
  if (found !== null)
    why.id = `${shared ? "the sample submission names it and " : ""}each row has its own value; it is not learnt from`;
  return found;
}

function requireUsableTarget({ name, different, rows, missing, type }: ColumnFacts): void {
  if (different === 0)
    throw new RangeError(
      `campaign: the target ${name} has no values in ${rows} rows; another column is needed: --target`,
    );
  if (different === 1)
    throw new RangeError(
      `campaign: the target ${name} has one value in all ${rows - missing} rows, at least two are needed; another column: --target`,
    );
  if (type !== "number" && different > Math.max(30, (rows - missing) / 5))
    throw new RangeError(
      `campaign: the target ${name} has ${different} different words in ${rows} rows, numbers or a few classes are needed; another column: --target`,
    );
}

function taskOf(target: ColumnFacts, why: Record<string, string>): Settings["task"] {
  const { type, different, numbers, rows } = target;
  if (type !== "number") {
    why.task = `${target.name} is one of ${different} words`;
    return "classification";
  }
  if (different === 2 || (numbers!.isWhole && different <= 10 && rows >= 20 * different)) {
    why.task = `${target.name} has ${different} different values in ${rows} rows`;
    return "classification";
  }
  why.task = `${target.name} is a number with ${different} different values`;
  return "regression";
}

function metricFor(target: ColumnFacts, task: Settings["task"], why: Record<string, string>): string {
  if (task === "regression") {
    why.metric = "in the target's own unit, and large errors weigh more";
    return "rmse";
  }
  const present = target.rows - target.missing;
  const rarest = Math.min(...target.frequent.map(({ count }) => count)) / present;
  const percent = `${(100 * rarest).toFixed(0)} %`;
  if (target.different === 2 && rarest < 0.2) {
    why.metric = `the rarer class has ${percent} of the rows, so that accuracy would praise a model that never names it`;
    return "roc_auc";
  }
  if (target.different > 2 && rarest < 0.5 / target.different) {
    why.metric = `of ${target.different} classes the rarest has ${percent} of the rows; each class counts the same`;
    return "balanced_accuracy";
  }
  why.metric = `the rarest of ${target.different} classes has ${percent} of the rows`;
  return "accuracy";
}
