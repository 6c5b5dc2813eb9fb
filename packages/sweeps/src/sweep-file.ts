import type { Space } from "@blankfile/classical";
import type { ConfigValue, ExperimentDescription } from "@blankfile/tracking";
import { parse, YAMLParseError } from "yaml";
import { configuration } from "./configurations.ts";
import { type Constraint, flagsIn, readConstraint } from "./constraint.ts";
import { readSpace } from "./search-space.ts";
import { SweepProblem } from "./sweep-problem.ts";

export const methods = ["grid", "random", "tpe", "halving", "asha", "hyperband"] as const;

/** What is searched, how, and for how long: a sweep file as read and checked against the experiment. */
export interface SweepPlan {
  name: string;
  /** "nn/digits-mlp". */
  experiment: string;
  question?: string;
  /** The figure that decides, and which way is better. */
  metric: string;
  goal: "minimize" | "maximize";
  method: (typeof methods)[number];
  variant: string;
  /** Flags that are the same in every run. */
  set: Record<string, ConfigValue>;
  search: Space;
  constraints: string[];
  /** Every configuration is run with each of these. */
  seeds: number[];
  /** The best configuration is run with each of these at the end; none of them is among `seeds`. */
  heldOut: number[];
  /** Where the draws of configurations begin. */
  randomState: number;
  budget: { runs: number; minutes?: number };
  /** Runs at once where the executor sets no limit of its own. */
  parallel: number;
  /** For halving, asha and hyperband: the share of the steps at which runs are first compared, and by how much it grows. */
  rungs?: { first: number; factor: number };
  /** Early stopping: the metric and its values without a better one. */
  patience?: { metric: string; values: number };
  /** A run is taken over when nothing was heard of it for so long. */
  silenceMinutes: number;
}

const known = [
  "name", "experiment", "question", "metric", "goal", "method", "variant", "set", "search", "constraints",
  "seeds", "heldOut", "randomState", "budget", "parallel", "rungs", "patience", "silenceMinutes",
] as const; // biome-ignore format: one list

/** The experiment that a sweep file names, before anything else is known of it. */
export function experimentOf(text: string): string {
  const { experiment } = fields(text);
  if (typeof experiment !== "string")
    throw new SweepProblem(
      `sweep: experiment is ${shown(experiment)}, a name such as nn/digits-mlp is needed`,
    );
  return experiment;
}

/** Reads a sweep file (YAML: data, not code). Throws a SweepProblem that names the field, what was given and what is needed. */
export function readSweepFile(
  text: string,
  fallbackName: string,
  experiment: ExperimentDescription,
): SweepPlan {
  const file = fields(text);
  for (const key of Object.keys(file))
    if (!known.includes(key as (typeof known)[number]))
      throw new SweepProblem(
        `sweep: there is no field ${JSON.stringify(key)}; there are ${known.join(", ")}`,
      );
  const flags = new Map(experiment.flags.map((flag) => [flag.name, flag.default]));
  const set = readSet(file.set, flags);
  const search = readSpace(file.search, flags, Object.keys(set));
  const metric = oneOf("metric", file.metric ?? firstWithGoal(experiment), Object.keys(experiment.metrics));
  const method = oneOf("method", file.method ?? "grid", methods);
  const seeds = readSeeds("seeds", file.seeds ?? experiment.seeds, 0);
  const heldOut = readSeeds("heldOut", file.heldOut ?? 5, Math.max(...seeds) + 1001);
  const shared = heldOut.find((seed) => seeds.includes(seed));
  if (shared !== undefined)
    throw new SweepProblem(
      `sweep: heldOut has the seed ${shared}, which seeds has too; seeds that chose the best cannot judge it`,
    );
  const constraints = readConstraints(file.constraints, [...flags.keys()]);
  // A flag that a constraint names and nothing sets is at its default, and stands in the plan as such.
  for (const name of constraints.flatMap(flagsIn))
    if (!(name in search || name in set)) set[name] = flags.get(name) as ConfigValue;
  const plan: SweepPlan = {
    name: readName(file.name ?? fallbackName),
    experiment: experiment.name,
    ...(file.question !== undefined && { question: String(file.question) }),
    metric,
    goal: oneOf("goal", file.goal ?? experiment.metrics[metric]?.goal, ["minimize", "maximize"]),
    method,
    variant: oneOf("variant", file.variant ?? experiment.variants[0], experiment.variants),
    set,
    search,
    constraints: constraints.map(({ text }) => text),
    seeds,
    heldOut,
    randomState: whole("randomState", file.randomState ?? 0, 0),
    budget: readBudget(file.budget, method),
    parallel: whole("parallel", file.parallel ?? 8, 1),
    silenceMinutes: positive("silenceMinutes", file.silenceMinutes ?? 10),
  };
  if (["halving", "asha", "hyperband"].includes(method)) plan.rungs = readRungs(file.rungs, experiment);
  else if (file.rungs !== undefined)
    throw new SweepProblem(`sweep: rungs with the method ${method}, halving, asha or hyperband is needed`);
  if (file.patience !== undefined) plan.patience = readPatience(file.patience, experiment);
  // Asked for once before anything is written: ranges in a grid and constraints that nothing meets are said here.
  if (configuration(plan, 0, []) === undefined)
    throw new SweepProblem(
      `sweep: no configuration of the grid meets ${plan.constraints.join(" and ")}, wider lists are needed`,
    );
  return plan;
}

function fields(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 50 });
  } catch (error) {
    const where = error instanceof YAMLParseError ? ` ${error.message}` : ` ${(error as Error).message}`;
    throw new SweepProblem(`sweep: the file is no YAML:${where}`);
  }
  return object("the file", value);
}

function object(what: string, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new SweepProblem(`sweep: ${what} is ${shown(value)}, fields with values are needed`);
  return value as Record<string, unknown>;
}

function readName(value: unknown): string {
  if (typeof value !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) || value.length > 60)
    throw new SweepProblem(`sweep: name is ${shown(value)}, lower-case words with hyphens are needed`);
  return value;
}

function readSet(value: unknown, flags: ReadonlyMap<string, unknown>): Record<string, ConfigValue> {
  const set = value === undefined ? {} : object("set", value);
  for (const [name, one] of Object.entries(set)) {
    if (!flags.has(name))
      throw new SweepProblem(
        `sweep: set.${name} is no flag; the experiment has ${[...flags.keys()].join(", ")}`,
      );
    const wanted = typeof (flags.get(name) ?? "");
    if (typeof one !== wanted)
      throw new SweepProblem(`sweep: set.${name} is ${shown(one)}, a ${wanted} is needed`);
  }
  return set as Record<string, ConfigValue>;
}

function readConstraints(value: unknown, names: string[]): Constraint[] {
  if (value === undefined) return [];
  if (!Array.isArray(value))
    throw new SweepProblem(`sweep: constraints is ${shown(value)}, a list is needed`);
  return value.map((one) => {
    try {
      return readConstraint(String(one), names);
    } catch (error) {
      throw new SweepProblem(`sweep: ${(error as Error).message}`);
    }
  });
}

/** A number of seeds, counted from `from`, or a list of them. */
function readSeeds(what: string, value: unknown, from: number): number[] {
  if (Array.isArray(value)) {
    const seeds = value.map((one, i) => whole(`${what}[${i}]`, one, 0));
    if (new Set(seeds).size < seeds.length) throw new SweepProblem(`sweep: ${what} has a seed twice`);
    if (seeds.length === 0 && what === "seeds")
      throw new SweepProblem("sweep: seeds is empty, one is needed");
    return seeds;
  }
  const count = whole(what, value, what === "seeds" ? 1 : 0);
  return Array.from({ length: count }, (_, i) => from + i);
}

function readBudget(value: unknown, method: string): SweepPlan["budget"] {
  const { runs, minutes, ...rest } = value === undefined ? {} : object("budget", value);
  const other = Object.keys(rest)[0];
  if (other !== undefined)
    throw new SweepProblem(`sweep: budget.${other} is unknown; there are runs and minutes`);
  if (runs === undefined && method !== "grid")
    throw new SweepProblem(
      `sweep: budget.runs is missing, a number of runs is needed for the method ${method}`,
    );
  return {
    runs: whole("budget.runs", runs ?? 10_000, 1),
    ...(minutes !== undefined && { minutes: positive("budget.minutes", minutes) }),
  };
}

function readRungs(value: unknown, experiment: ExperimentDescription): { first: number; factor: number } {
  if (!experiment.steps)
    throw new SweepProblem(
      `sweep: rungs need an experiment that counts its steps, ${experiment.name} does not; use random or tpe`,
    );
  const { first = 1 / 9, factor = 3 } = value === undefined ? {} : object("rungs", value);
  if (!(typeof first === "number" && first > 0 && first < 1))
    throw new SweepProblem(
      `sweep: rungs.first is ${shown(first)}, a share of the steps between 0 and 1 is needed`,
    );
  if (!(typeof factor === "number" && factor > 1))
    throw new SweepProblem(`sweep: rungs.factor is ${shown(factor)}, a number above 1 is needed`);
  return { first, factor };
}

function readPatience(value: unknown, experiment: ExperimentDescription): { metric: string; values: number } {
  const { metric, values } = object("patience", value);
  const withGoal = Object.keys(experiment.metrics).filter((name) => experiment.metrics[name]!.goal);
  return { metric: oneOf("patience.metric", metric, withGoal), values: whole("patience.values", values, 1) };
}

function firstWithGoal({ metrics }: ExperimentDescription): string | undefined {
  return Object.keys(metrics).find((name) => metrics[name]!.goal !== undefined);
}

function oneOf<Word extends string>(what: string, value: unknown, words: readonly Word[]): Word {
  if (words.includes(value as Word)) return value as Word;
  throw new SweepProblem(`sweep: ${what} is ${shown(value)}, one of ${words.join(", ")} is needed`);
}

function whole(what: string, value: unknown, from: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= from) return value as number;
  throw new SweepProblem(`sweep: ${what} is ${shown(value)}, a whole number from ${from} is needed`);
}

function positive(what: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw new SweepProblem(`sweep: ${what} is ${shown(value)}, a number above 0 is needed`);
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : (JSON.stringify(value)?.slice(0, 80) ?? String(value));
}
