import type { Table } from "@blankfile/data";
import type { Campaign } from "../campaign/campaign.ts";
import { type Feature, withFeatures } from "../features/row-features.ts";
import { leadingLetters, surnameOf, titleOf } from "../features/text-features.ts";
import { columnsByType } from "../models/plain-columns.ts";
import { wordsOf } from "../table/clean-table.ts";

/** A feature as code, and as what it does. */
interface Made {
  name: string;
  code: string;
  feature: Feature;
  /** Why it was made. */
  note: string;
  uses?: string;
}

const json = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(json).join(", ")}]` : JSON.stringify(value);

/** 4-pipeline.ts: features and a ColumnTransformer for the columns of this table. */
export function pipelineText(campaign: Campaign): string {
  const { X, settings } = campaign;
  const isClasses = settings.task === "classification";
  const made = madeFeatures(X);
  const table = withFeatures(X, Object.fromEntries(made.map(({ name, feature }) => [name, feature])));
  const types = columnsByType(table);
  const number = types.number.filter((name) => name !== settings.group);
  // Words that repeat can be counted, and told by the target of other rows; one value a row can not.
  const words = types.words.filter((name) => name !== settings.group && repeats(table, name));
  const target = isClasses && campaign.classes.length > 2 ? [] : words;
  const steps = [
    number.length > 0 &&
      step("numbers", "filled()", number, "gaps become the median, and a column says where they were"),
    types.category.length > 0 &&
      step(
        "words",
        'new OneHotEncoder({ handleUnknown: "infrequent_if_exist", minFrequency: 10 })',
        types.category,
        "a column for each word; words of under 10 rows share one",
      ),
    types.date.length > 0 &&
      step(
        "dates",
        'new Pipeline({ steps: { parts: new DateFeatures({ parts: ["time", "month", "day", "weekday"], cyclical: true }), fill: filled() } })',
        types.date,
        "parts of dates, those that come round as points on a circle",
      ),
    words.length > 0 &&
      step(
        "counts",
        "new Pipeline({ steps: { count: new CountEncoder(), scale: new StandardScaler() } })",
        words,
        "how often a word occurs",
      ),
    target.length > 0 &&
      step(
        "target",
        `new TargetEncoder({ randomState: ${settings.seed} })`,
        target,
        "the target of other rows with the same word: of other folds while learning",
      ),
  ].filter((one) => one !== false);
  const unused = [...types.text, ...types.key, ...types.words.filter((name) => !words.includes(name))];
  const hasGaps = steps.some((one) => one.includes("filled()"));
  const plain = isClasses ? "LogisticRegression" : "Ridge";
  const used = [
    "ColumnTransformer",
    words.length > 0 && "CountEncoder",
    types.date.length > 0 && "DateFeatures",
    plain,
    types.category.length > 0 && "OneHotEncoder",
    "Pipeline",
    hasGaps && "SimpleImputer",
    (hasGaps || words.length > 0) && "StandardScaler",
    target.length > 0 && "TargetEncoder",
  ].filter(Boolean);
  const helpers = [...new Set(made.map(({ uses }) => uses).filter((one) => one !== undefined))].sort();
  const ours = [
    "auditPipeline",
    "type Campaign",
    ...helpers,
    ...(made.length > 0 ? ["withFeatures"] : []),
  ].sort((a, b) => a.replace("type ", "").localeCompare(b.replace("type ", "")));
  return `// Features, and the pipeline that every later stage uses. Yours to change; the audit runs on what stands here.
import { ${ours.join(", ")} } from "@blankfile/campaign";
import { type AnyEstimator, ${used.join(", ")} } from "@blankfile/classical";
import type { Table } from "@blankfile/data";

/** More columns, each of its own row alone. What must be learnt from many rows belongs into the pipeline below. */
export function features(X: Table): Table {
${made.length > 0 ? `  return withFeatures(X, {\n${made.map(({ name, code, note }) => `    // ${note}\n    ${json(name)}: (row) => ${code},`).join("\n")}\n  });` : '  return X; // withFeatures(X, { ratio: (row) => row.number("a") / row.number("b") })'}
}

/** Fitted on the training rows of each fold alone. */
export function pipeline(model: AnyEstimator): Pipeline {
  const columns = new ColumnTransformer({
    transformers: {
${steps.join("\n")}
    },
  });
  return new Pipeline({ steps: { columns, model } });
}
${
  hasGaps
    ? `
const filled = () =>
  new Pipeline({
    steps: { fill: new SimpleImputer({ strategy: "median", addIndicator: true }), scale: new StandardScaler() },
  });
`
    : ""
}
${unused.length > 0 ? `// Not used as they are, since their values hardly repeat: ${unused.join(", ")}.\n` : ""}export default (campaign: Campaign) =>
  auditPipeline(campaign, { features, model: pipeline(new ${plain}()) });
`.replace(/\n{3,}/g, "\n\n");
}

function step(name: string, work: string, columns: readonly string[], note: string): string {
  return `      // ${note}\n      ${name}: [${work}, ${json(columns)}],`;
}

function repeats(table: Table, name: string): boolean {
  const words = wordsOf(table.column(name)).filter((word) => word !== null);
  return new Set(words).size < 0.8 * words.length || hasPairs(words);
}

/** At least a fifth of the rows share their word with another. */
function hasPairs(words: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return words.filter((word) => counts.get(word)! > 1).length >= 0.2 * words.length;
}

function madeFeatures(X: Table): Made[] {
  return X.names.flatMap((name) => {
    const column = X.column(name);
    if (column.kind === "number") return [];
    const present = wordsOf(column).filter((word) => word !== null);
    if (present.length === 0) return [];
    const share = (of: (word: string) => string | null) =>
      present.filter((word) => of(word) !== null).length / present.length;
    const types = columnsByType(X);
    const read = `row.text(${json(name)})`;
    const is =
      (feature: (word: string | null) => string | null): Feature =>
      (row) =>
        feature(row.text(name));
    if (share(titleOf) > 0.9)
      return [
        {
          name: `${name} title`,
          code: `titleOf(${read})`,
          feature: is(titleOf),
          note: `"Mr" of ${json(present[0])}`,
          uses: "titleOf",
        },
        {
          name: `${name} family`,
          code: `surnameOf(${read})`,
          feature: is(surnameOf),
          note: "the family, which pipelines may count and encode",
          uses: "surnameOf",
        },
      ];
    const letters = new Set(present.map(leadingLetters));
    if (
      types.words.includes(name) &&
      share(leadingLetters) > 0.2 &&
      letters.size <= 40 &&
      letters.size < present.length / 5
    )
      return [
        {
          name: `${name} letters`,
          code: `leadingLetters(${read})`,
          feature: is(leadingLetters),
          note: `${json(leadingLetters(present.find((word) => leadingLetters(word) !== null)!))} of ${json(present.find((word) => leadingLetters(word) !== null))}`,
          uses: "leadingLetters",
        },
      ];
    if (types.text.includes(name))
      return [
        {
          name: `${name} words`,
          code: `wordCount(${read})`,
          feature: (row) => (row.text(name) ?? "").split(/\s+/).filter(Boolean).length,
          note: "how long the text is",
          uses: "wordCount",
        },
      ];
    return [];
  });
}
