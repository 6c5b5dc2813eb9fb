import { nearest } from "../nearest.ts";
import { changedBuiltIn } from "./built-ins.ts";
import type { AttemptOutcome, Check, CheckResult, Outcome } from "./check.ts";
import { errorText } from "./error-text.ts";
import { append, create, defineProperty, hasOwn } from "./intrinsics.ts";
import type { Declared } from "./starter-exports.ts";

export interface RunOptions {
  /** Milliseconds, from any origin: `performance.now`. */
  now: () => number;
  /** Before each check, so that whoever ends a hanging run knows which check hung. */
  onStart?: (index: number, check: { name: string; timeLimitMs: number }) => void;
  onResult?: (index: number, result: CheckResult) => void;
  /** The learner's line at which an error arose; `stackLine` reads it from a stack. */
  lineOf?: (error: unknown) => number | undefined;
  /** What the starter exports, by `starterExports`; a missing export is then told with its declaration. */
  declared?: readonly Declared[];
}

/** Milliseconds that a check may take unless it says otherwise. */
export const defaultTimeLimitMs = 2_000;

/**
 * Runs the checks in order against the learner's module. Whatever the module does, each check that ends has a result:
 * a throw, a missing export and a built-in object that learner code changed are failures in words. Time is not
 * enforced here: only the caller can end a loop, by ending the worker or the process that it runs in.
 *
 * Load this file before the learner's: it compares the language's objects with what they were when it loaded.
 */
export async function runChecks<Module extends object>(
  checks: readonly Check<Module>[],
  module: Module,
  options: RunOptions,
): Promise<CheckResult[]> {
  const { now, onStart, onResult } = options;
  const guarded = withNamedExports(module, options.declared ?? []);
  const results: CheckResult[] = [];
  hideThen(results);
  for (let i = 0; i < checks.length; i++) {
    const check = checks[i]!;
    onStart?.(i, { name: check.name, timeLimitMs: check.timeLimitMs ?? defaultTimeLimitMs });
    const begun = now();
    const verdict = await judge(check, guarded, options);
    const result = withContext(check, verdict, now() - begun);
    append(results, result);
    onResult?.(i, result);
  }
  return results;
}

/** "passed" where there are results for all checks, at least one, and each of them passed. */
export function outcomeOf(results: readonly CheckResult[], checks: number): AttemptOutcome {
  if (checks === 0 || results.length !== checks) return "failed";
  for (let i = 0; i < results.length; i++) if (results[i]!.pass !== true) return "failed";
  return "passed";
}

/** "your file exports a, b; it must export softmax: `export function softmax(…)`" and the like. */
export function missingExport(
  name: string,
  present: readonly string[],
  declared: readonly Declared[],
): string {
  let line = `export function ${name}…`;
  for (let i = 0; i < declared.length; i++) if (declared[i]!.name === name) line = declared[i]!.declaration;
  const meant = nearest(name, present)[0];
  const has = present.length === 0 ? "nothing" : present.join(", ");
  const rename = meant === undefined ? "" : `; is ${meant} meant to be ${name}?`;
  return `your file exports ${has}; it must export ${name}: \`${line}\`${rename}`;
}

/** What one check came to: an outcome, or why there is none. Without a prototype, so that no `then` is found on it. */
interface Verdict {
  outcome?: Outcome;
  error?: string;
  line?: number;
}

async function judge<Module extends object>(
  check: Check<Module>,
  module: Module,
  { lineOf }: RunOptions,
): Promise<Verdict> {
  let changed = changedBuiltIn();
  if (changed !== undefined) return tampered(changed);
  const verdict = create(null) as Verdict;
  try {
    const returned = check.run(module);
    const outcome = isThenable(returned) ? await returned : returned;
    if (outcome?.pass === true || outcome?.pass === false) verdict.outcome = outcome;
    else verdict.error = `the check itself is wrong: "${check.name}" returned no outcome`;
  } catch (error) {
    verdict.error = reason(error);
    const line = lineOf?.(error);
    if (line !== undefined) verdict.line = line;
  }
  changed = changedBuiltIn();
  return changed === undefined ? verdict : tampered(changed);
}

function reason(error: unknown): string {
  try {
    if (error instanceof MissingExport) return error.message;
  } catch {
    // A proxy can throw on being asked for its class; errorText has words for that.
  }
  return errorText(error);
}

function tampered(what: string): Verdict {
  const verdict = create(null) as Verdict;
  verdict.error = `your code changed ${what}; the checks need the language's own objects as they are: write a function of your own instead`;
  return verdict;
}

function withContext<Module>(check: Check<Module>, verdict: Verdict, elapsedMs: number): CheckResult {
  const { outcome, error, line } = verdict;
  const result = create(null) as CheckResult;
  result.name = check.name;
  result.pass = error === undefined && outcome?.pass === true;
  if (error !== undefined) result.error = error;
  if (line !== undefined) result.line = line;
  if (error === undefined && outcome?.pass === false) {
    result.given = outcome.given;
    result.expected = outcome.expected;
    if (outcome.difference !== undefined) result.difference = outcome.difference;
    if (outcome.picture !== undefined) result.picture = outcome.picture;
    if (outcome.places !== undefined) result.places = outcome.places;
  }
  if (!result.pass) {
    if (check.probes !== undefined) result.probes = check.probes;
    if (check.why !== undefined) result.why = check.why;
  }
  result.elapsedMs = elapsedMs;
  return result;
}

/** A promise that is resolved with an array looks for `then` on it, which learner code may have put on a prototype. */
function hideThen(results: CheckResult[]): void {
  const descriptor = create(null) as PropertyDescriptor;
  descriptor.value = undefined;
  defineProperty(results, "then", descriptor);
}

class MissingExport extends Error {}

/** The module, but reading an export that it lacks throws and says which. */
function withNamedExports<Module extends object>(module: Module, declared: readonly Declared[]): Module {
  return new Proxy(module, {
    get(target, key) {
      if (typeof key === "symbol" || hasOwn(target, key)) return Reflect.get(target, key);
      throw new MissingExport(missingExport(key, Object.keys(target), declared));
    },
  });
}

function isThenable(value: unknown): value is PromiseLike<Outcome> {
  return value instanceof Promise || typeof (value as { then?: unknown } | undefined)?.then === "function";
}
