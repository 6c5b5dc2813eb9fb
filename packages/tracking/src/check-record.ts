import type { Claim, RunRecord } from "./run.ts";
import { isExperimentName, isRunId } from "./run-id.ts";

/** What a field may hold, in words for the message, and the test. */
interface Rule {
  needed: string;
  test: (value: unknown) => boolean;
  optional?: true;
}

const whole: Rule = { needed: "a whole number", test: Number.isSafeInteger };
const count: Rule = {
  needed: "a whole number from 0",
  test: (v) => Number.isSafeInteger(v) && Number(v) >= 0,
};
const time: Rule = {
  needed: "milliseconds since 1970",
  test: (v) => Number.isFinite(v) && Math.abs(Number(v)) <= 8.64e15,
};
const short: Rule = {
  needed: "a text of at most 10,000 characters",
  test: (v) => typeof v === "string" && v.length <= 10_000,
};
const isFlag: Rule = { needed: "true or false", test: (v) => typeof v === "boolean" };
const plain: Rule = {
  needed: "an object of plain values, no more than 20 levels deep",
  test: (v) => isObject(v) && isPlain(v, 20),
};
const range: Rule = {
  needed: "two numbers, the lower one first",
  test: (v) => Array.isArray(v) && v.length === 2 && v.every(Number.isFinite) && v[0] <= v[1],
};
const optional = (rule: Rule): Rule => ({ ...rule, optional: true });
const oneOf = (...values: unknown[]): Rule => ({
  needed: values.map((value) => JSON.stringify(value)).join(" or "),
  test: (v) => values.includes(v),
});

const recordRules: Record<keyof RunRecord, Rule> = {
  format: { needed: "1, the format that this version reads", test: (v) => v === 1 },
  id: { needed: "<YYYYMMDD>-<HHMMSS>-<word>-<4 characters>", test: isRunId },
  experiment: { needed: "<area>/<name>", test: isExperimentName },
  config: plain,
  seed: whole,
  group: optional(short),
  sweep: optional(short),
  createdAt: time,
  code: { needed: "an object", test: isObject },
  prediction: optional({ needed: "an object", test: isObject }),
  command: optional(short),
  steps: optional(count),
  metrics: optional(plain),
  environment: optional(plain),
};

const codeRules = { commit: optional(short), dirty: optional(isFlag), hash: optional(short) };
const predictionRules = {
  text: short,
  metric: optional(short),
  range: optional(range),
  lockedAt: time,
  hash: short,
};
const metricRules = {
  goal: optional(oneOf("minimize", "maximize")),
  unit: optional(short),
  summary: optional(oneOf("last", "min", "max")),
  stepMetric: optional(short),
};
const claimRules: Record<keyof Claim, Rule> = {
  format: { needed: "1, the format that this version reads", test: (v) => v === 1 },
  attempt: { needed: "a whole number from 1", test: (v) => Number.isSafeInteger(v) && Number(v) >= 1 },
  claimedAt: time,
  host: short,
  pid: count,
  boot: optional(short),
  startTicks: optional(count),
  resumedFrom: count,
};

export type Parsed<Name extends string, T> = { [K in Name]: T } & { reason?: never };
export type Refused<Name extends string> = { [K in Name]?: never } & { reason: string };

/** Reads `run.json`, or says what is wrong with it. */
export function parseRecord(text: string): Parsed<"record", RunRecord> | Refused<"record"> {
  const { value, reason } = parseJson(text);
  return reason === undefined ? checkRecord(value) : { reason };
}

/** The same for a record that came another way, as an import does. */
export function checkRecord(value: unknown): Parsed<"record", RunRecord> | Refused<"record"> {
  const reason = wrong(value, recordRules, "") ?? wrongInside(value as RunRecord);
  return reason === undefined ? { record: value as RunRecord } : { reason };
}

/** Reads `claim.json`, or says what is wrong with it. */
export function parseClaim(text: string): Parsed<"claim", Claim> | Refused<"claim"> {
  const parsed = parseJson(text);
  const reason = parsed.reason ?? wrong(parsed.value, claimRules, "");
  return reason === undefined ? { claim: parsed.value as Claim } : { reason };
}

/** What is wrong with how a metric is to be read. */
export function wrongDefinition(value: unknown): string | undefined {
  return wrong(value, metricRules, "definition.");
}

function parseJson(text: string): { value?: unknown; reason?: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { reason: text === "" ? "it is empty" : `it is not JSON (${(error as Error).message})` };
  }
}

function wrongInside(record: RunRecord): string | undefined {
  const metrics = Object.entries(record.metrics ?? {});
  return (
    wrong(record.code, codeRules, "code.") ??
    (record.prediction && wrong(record.prediction, predictionRules, "prediction.")) ??
    metrics.map(([name, metric]) => wrong(metric, metricRules, `metrics.${name}.`)).find(Boolean)
  );
}

/** Fields that we do not know are kept: a later version may have written them. */
function wrong(value: unknown, rules: Record<string, Rule>, prefix: string): string | undefined {
  if (!isObject(value)) return `${prefix || "it"} is ${shown(value)}, needed an object`;
  for (const [key, rule] of Object.entries(rules)) {
    const field = Object.hasOwn(value, key) ? value[key] : undefined;
    if (field === undefined && rule.optional) continue;
    if (!rule.test(field)) return `${prefix}${key} is ${shown(field)}, needed ${rule.needed}`;
  }
  return undefined;
}

function shown(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON values all the way down, no deeper than `levels`, and no key that changes an object's kind. */
export function isPlain(value: unknown, levels: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || levels === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isPlain(inner, levels - 1));
  return Object.entries(value).every(([key, inner]) => key !== "__proto__" && isPlain(inner, levels - 1));
}
