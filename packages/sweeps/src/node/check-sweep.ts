import { checkSpace, type Space } from "@blankfile/classical";
import { isExperimentName } from "@blankfile/tracking";
import { isCommonFlag } from "@blankfile/tracking/node";
import { readConstraint } from "../constraint.ts";
import type { Decision } from "../decision.ts";
import { rungShares } from "../rungs.ts";
import { methods, type SweepPlan } from "../sweep-file.ts";

type Fields = Record<string, unknown>;

/** Runs of one sweep whose ids all differ. */
const mostRuns = 2 ** 20;
const mostRungs = 100;

/**
 * What is wrong with a `sweep.json`; undefined where nothing is. Whoever shares the drive can have written it: nothing in it may name a flag that
 * is not the experiment's own, or ask for more than a sweep file could.
 */
export function wrongSweep(value: unknown, id: string): string | undefined {
  if (!isObject(value)) return "it is no object";
  const { format, createdAt, plan, text } = value;
  if (format !== 1) return `it is of format ${shown(format)}, needed 1`;
  if (value.id !== id) return `it names the sweep ${shown(value.id)}`;
  if (!isTime(createdAt)) return `createdAt is ${shown(createdAt)}, needed milliseconds since 1970`;
  if (typeof text !== "string") return "text is no text";
  if (!isObject(plan)) return "plan is no object";
  return wrongFields(plan) ?? wrongSearch(plan as unknown as SweepPlan);
}

function wrongFields(plan: Fields): string | undefined {
  for (const [name, { needed, test, optional }] of Object.entries(rules)) {
    const field = Object.hasOwn(plan, name) ? plan[name] : undefined;
    if (field === undefined && optional === true) continue;
    if (!test(field)) return `plan.${name} is ${shown(field)}, needed ${needed}`;
  }
  return undefined;
}

function wrongSearch(plan: SweepPlan): string | undefined {
  const { set, search, constraints, rungs, seeds, heldOut, budget } = plan;
  if (budget.runs + seeds.length + heldOut.length > mostRuns)
    return `plan asks for ${budget.runs} runs, needed at most ${mostRuns}`;
  if (rungs && Math.log(rungs.first) / -Math.log(rungs.factor) > mostRungs)
    return `plan.rungs are more than ${mostRungs}`;
  try {
    checkSpace("plan.search", search);
    const names = [...Object.keys(set), ...Object.keys(search)];
    for (const text of constraints) readConstraint(text, names);
  } catch (error) {
    return (error as Error).message.slice(0, 300);
  }
  return undefined;
}

/** Reads the decisions of one sweep in their order. */
export class DecisionReader {
  readonly #plan: SweepPlan;
  readonly #last: number;
  /** Of each trial so far. */
  readonly #rungs: number[] = [];

  constructor(plan: SweepPlan) {
    this.#plan = plan;
    this.#last = rungShares(plan.rungs).length - 1;
  }

  /** What is wrong with the next decision; where nothing is, it counts from now on. */
  take(value: unknown): string | undefined {
    if (!isObject(value)) return "it is no object";
    const { kind, trial, rung } = value as Fields & Partial<Decision>;
    if (kind === "start") return this.#start(value);
    const at = typeof trial === "number" ? this.#rungs[trial] : undefined;
    if (at === undefined)
      return `trial is ${shown(trial)}, needed one of the ${this.#rungs.length} that began`;
    if (kind === "confirm") return undefined;
    if (kind !== "promote") return `kind is ${shown(kind)}, needed start, promote or confirm`;
    if (!isWhole(rung) || rung <= at || rung > this.#last)
      return `rung is ${shown(rung)}, needed one from ${at + 1} to ${this.#last}`;
    this.#rungs[trial as number] = rung;
    return undefined;
  }

  #start({ trial, params, rung, bracket }: Fields): string | undefined {
    if (trial !== this.#rungs.length) return `trial is ${shown(trial)}, needed ${this.#rungs.length}`;
    if (!isWhole(rung) || rung > this.#last) return `rung is ${shown(rung)}, needed 0 to ${this.#last}`;
    if (!isWhole(bracket)) return `bracket is ${shown(bracket)}, needed a whole number from 0`;
    if (!isObject(params)) return "params is no object";
    const wrong = Object.keys(params).find((name) => !this.#fits(name, params[name]));
    if (wrong !== undefined)
      return `params.${wrong.slice(0, 40)} is ${shown(params[wrong])}, which the search does not have`;
    this.#rungs.push(rung);
    return undefined;
  }

  #fits(name: string, value: unknown): boolean {
    const domain = Object.hasOwn(this.#plan.search, name) ? this.#plan.search[name] : undefined;
    if (!domain) return false;
    if (domain.kind === "categorical") return domain.choices.includes(value);
    return typeof value === "number" && value >= domain.low && value <= domain.high;
  }
}

interface Rule {
  needed: string;
  test: (value: unknown) => boolean;
  optional?: true;
}

const text: Rule = {
  needed: "a text of at most 1,000 characters",
  test: (value) => typeof value === "string" && value.length <= 1000,
};
const seeds = (least: number): Rule => ({
  needed: "a list of whole numbers from 0",
  test: (value) => Array.isArray(value) && value.length >= least && value.every(isWhole),
});
const positive: Rule = { needed: "a number above 0", test: isPositive };

const rules: Record<keyof SweepPlan, Rule> = {
  name: { needed: "lower-case words", test: (value) => /^[a-z0-9-]{1,60}$/.test(String(value)) },
  experiment: {
    needed: "<area>/<name>",
    test: (value) => typeof value === "string" && isExperimentName(value),
  },
  question: { ...text, optional: true },
  metric: text,
  goal: { needed: "minimize or maximize", test: (value) => value === "minimize" || value === "maximize" },
  method: { needed: methods.join(", "), test: (value) => methods.includes(value as SweepPlan["method"]) },
  variant: text,
  set: {
    needed: "flags of the experiment with their values",
    test: (value) =>
      isObject(value) && Object.entries(value).every(([name, one]) => isOwnFlag(name) && isScalar(one)),
  },
  search: { needed: "flags of the experiment with what they may be", test: isSearch },
  constraints: {
    needed: "a list of texts",
    test: (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
  },
  seeds: seeds(1),
  heldOut: seeds(0),
  randomState: { needed: "a whole number from 0", test: isWhole },
  budget: {
    needed: "{ runs, minutes? }",
    test: (value) =>
      isObject(value) && isWhole(value.runs) && (value.minutes === undefined || isPositive(value.minutes)),
  },
  parallel: { needed: "a whole number from 1", test: (value) => isWhole(value) && value >= 1 },
  rungs: {
    needed: "{ first, factor }",
    test: (value) =>
      isObject(value) &&
      isPositive(value.first) &&
      value.first < 1 &&
      isPositive(value.factor) &&
      value.factor > 1,
    optional: true,
  },
  patience: {
    needed: "{ metric, values }",
    test: (value) => isObject(value) && text.test(value.metric) && isWhole(value.values),
    optional: true,
  },
  silenceMinutes: positive,
};

function isSearch(value: unknown): value is Space {
  return (
    isObject(value) &&
    Object.entries(value).every(([name, domain]) => {
      if (!isOwnFlag(name) || !isObject(domain)) return false;
      const when = domain.when ?? {};
      if (!isObject(when) || !Object.values(when).every(Array.isArray)) return false;
      const { kind, choices, low, high } = domain;
      if (kind === "categorical") return Array.isArray(choices) && choices.every(isScalar);
      return typeof low === "number" && typeof high === "number";
    })
  );
}

/** A flag that only the experiment has: others say which run it is and where it goes. */
function isOwnFlag(name: string): boolean {
  return /^[a-z][a-z-]*$/.test(name) && !isCommonFlag(name);
}

function isScalar(value: unknown): boolean {
  return typeof value === "boolean" || typeof value === "string" || Number.isFinite(value);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

function isTime(value: unknown): boolean {
  return Number.isFinite(value) && Math.abs(Number(value)) <= 8.64e15;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : (JSON.stringify(value)?.slice(0, 80) ?? String(value));
}
