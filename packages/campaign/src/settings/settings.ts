import { metricNames } from "./metrics.ts";

/** What campaign.json holds. A learner may edit all of it; `why` says what each choice was made from. */
export interface Settings {
  files: { train: string; test: string | null; sample: string | null };
  target: string;
  task: "classification" | "regression";
  /** See metricNames. */
  metric: string;
  /** The column that names each row. It is not learnt from. */
  id: string | null;
  /** Rows of one value are kept on one side of every split. */
  group: string | null;
  /** Rows are tested later than those learnt from. */
  time: string | null;
  /** Columns that are not learnt from. */
  drop: string[];
  seed: number;
  folds: number;
  /** How often cross-validation is repeated, each time with other folds. */
  repeats: number;
  /** The share of rows that is locked away until the report. */
  holdout: number;
  tune: {
    /** Candidates tried. */
    trials: number;
    /** Candidates in each outer fold of the nested estimate; 0 leaves it out. */
    nestedTrials: number;
    /** At most so many rows are used in the search; scores after it are of all rows. */
    rows: number;
  };
  /** Leaks that somebody has looked at, each with the reason why it may stay. */
  allow: { rule: string; reason: string }[];
  why: Record<string, string>;
}

type Rule = readonly [is: (value: unknown) => boolean, needed: string];
const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isWhole =
  (low: number, high = Number.MAX_SAFE_INTEGER) =>
  (value: unknown) =>
    Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const rules: Record<string, Rule> = {
  target: [isText, "a column's name"],
  task: [(value) => value === "classification" || value === "regression", '"classification" or "regression"'],
  metric: [(value) => metricNames().includes(value as string), `one of ${metricNames().join(", ")}`],
  id: [isTextOrNull, "a column's name or null"],
  group: [isTextOrNull, "a column's name or null"],
  time: [isTextOrNull, "a column's name or null"],
  drop: [isTexts, "a list of columns' names"],
  seed: [isWhole(0), "a whole number from 0"],
  folds: [isWhole(2, 50), "a whole number from 2 to 50"],
  repeats: [isWhole(1, 50), "a whole number from 1 to 50"],
  holdout: [
    (value) => typeof value === "number" && value > 0 && value < 0.9,
    "a share above 0 and below 0.9",
  ],
  "files.train": [isText, "a file's name"],
  "files.test": [isTextOrNull, "a file's name or null"],
  "files.sample": [isTextOrNull, "a file's name or null"],
  "tune.trials": [isWhole(1, 10_000), "a whole number from 1"],
  "tune.nestedTrials": [isWhole(0, 10_000), "a whole number from 0"],
  "tune.rows": [isWhole(50), "a whole number from 50"],
  allow: [
    (value) => Array.isArray(value) && value.every((one) => isText(one?.rule) && isText(one?.reason)),
    'a list of { "rule": "…", "reason": "…" }, the reason in words',
  ],
};

/** campaign.json's text as settings; what is wrong is named by its key. */
export function readSettings(text: string): Settings {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new RangeError(`campaign.json: ${(error as Error).message}; JSON is needed`);
  }
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new RangeError("campaign.json: an object is needed");
  for (const [path, [is, needed]] of Object.entries(rules)) {
    const value = path
      .split(".")
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], given);
    if (!is(value))
      throw new RangeError(
        `campaign.json: ${path} is ${JSON.stringify(value) ?? "not there"}, ${needed} is needed`,
      );
  }
  const known = new Set(["why", ...Object.keys(rules).map((path) => path.split(".")[0]!)]);
  const unknown = Object.keys(given).find((key) => !known.has(key));
  if (unknown !== undefined)
    throw new RangeError(
      `campaign.json: ${JSON.stringify(unknown)} is not known; there are ${[...known].join(", ")}`,
    );
  return { ...(given as Settings), why: (given as Settings).why ?? {} };
}
