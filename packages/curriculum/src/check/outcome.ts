import type { Fail, Outcome, Pass } from "./check.ts";
import { create } from "./intrinsics.ts";

/** Outcomes have no prototype: nothing that learner code adds to `Object.prototype` shows through them. */
export function pass(): Pass {
  const outcome = create(null) as Pass;
  outcome.pass = true;
  return outcome;
}

export function fail(given: string, expected: string, difference?: string): Fail {
  const outcome = create(null) as Fail;
  outcome.pass = false;
  outcome.given = given;
  outcome.expected = expected;
  if (difference !== undefined) outcome.difference = difference;
  return outcome;
}

/** The first failure among several outcomes, or a pass. */
export function all(...outcomes: readonly Outcome[]): Outcome {
  if (outcomes.length === 0) throw new RangeError("all: no outcomes; at least one comparison is needed");
  for (let i = 0; i < outcomes.length; i++) if (outcomes[i]!.pass !== true) return outcomes[i]!;
  return pass();
}
