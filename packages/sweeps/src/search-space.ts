import { checkSpace, type Space } from "@blankfile/classical";
import { SweepProblem } from "./sweep-problem.ts";

/**
 * The parameters of a sweep file as a space to draw from:
 *
 *   lr: { low: 0.001, high: 1, log: true }     numbers, here evenly in their logarithm
 *   hidden: { low: 16, high: 256, whole: true } whole numbers
 *   batch: [16, 32, 64]                         one of these
 *   momentum: { low: 0, high: 0.99, when: { optimizer: [sgd] } }
 */
export function readSpace(
  value: unknown,
  flags: ReadonlyMap<string, unknown>,
  set: readonly string[],
): Space {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length === 0)
    throw new SweepProblem("sweep: search is empty, one flag with its values is needed");
  const space = Object.fromEntries(
    Object.entries(value).map(([name, domain]) => {
      if (!flags.has(name))
        throw new SweepProblem(
          `sweep: search.${name} is no flag; the experiment has ${[...flags.keys()].join(", ")}`,
        );
      if (set.includes(name))
        throw new SweepProblem(`sweep: ${name} is in search and in set, one of them is needed`);
      return [name, readDomain(name, domain, flags.get(name))];
    }),
  ) as Space;
  try {
    checkSpace("sweep: search", space);
  } catch (error) {
    throw new SweepProblem((error as Error).message);
  }
  return space;
}

function readDomain(name: string, value: unknown, initial: unknown): Space[string] {
  const fields = Array.isArray(value) ? { values: value } : value;
  if (typeof fields !== "object" || fields === null)
    throw new SweepProblem(
      `sweep: search.${name} is ${JSON.stringify(value)}, a list of values or { low, high } is needed`,
    );
  const { values, low, high, log, whole, when, ...rest } = fields as Record<string, unknown>;
  const other = Object.keys(rest)[0];
  if (other !== undefined)
    throw new SweepProblem(
      `sweep: search.${name}.${other} is unknown; there are values, low, high, log, whole and when`,
    );
  const condition = when === undefined ? {} : { when: readWhen(name, when) };
  if (values !== undefined)
    return { kind: "categorical", choices: choices(name, values, initial), ...condition };
  if (typeof initial !== "number")
    throw new SweepProblem(`sweep: search.${name} is no number, a list of values is needed`);
  return {
    kind: whole === true ? "int" : "float",
    low: low as number,
    high: high as number,
    log: log === true,
    ...condition,
  };
}

function choices(name: string, values: unknown, initial: unknown): unknown[] {
  const kind = typeof (initial ?? "");
  if (!Array.isArray(values) || values.length === 0)
    throw new SweepProblem(`sweep: search.${name} has no values, a list is needed`);
  const wrong = values.find((one) => typeof one !== kind);
  if (wrong !== undefined)
    throw new SweepProblem(`sweep: search.${name} has ${JSON.stringify(wrong)}, a ${kind} is needed`);
  if (new Set(values).size < values.length)
    throw new SweepProblem(`sweep: search.${name} has a value twice, each once is needed`);
  return values;
}

function readWhen(name: string, when: unknown): Record<string, unknown[]> {
  if (typeof when !== "object" || when === null || Array.isArray(when))
    throw new SweepProblem(
      `sweep: search.${name}.when is ${JSON.stringify(when)}, another flag with its values is needed`,
    );
  return Object.fromEntries(
    Object.entries(when).map(([other, values]) => [other, Array.isArray(values) ? values : [values]]),
  );
}
