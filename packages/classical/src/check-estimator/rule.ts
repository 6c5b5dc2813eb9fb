import type { AnyEstimator } from "../estimator/known.ts";

/** How strict the battery is with one estimator, where its method is not exact. */
export interface CheckOptions {
  /** How far results may differ where equal ones are due but sums go in another order: 1e-7 unless told. */
  tolerance?: number;
  /** The same for a row twice against a weight of 2, which an iteration may reach on another way: 1e-6 unless told. */
  weightTolerance?: number;
  /** Columns that it cannot do without: 1 unless told. */
  minFeatures?: number;
}

/** One thing that scikit-learn's contract asks. `check` gives what is wrong, nothing where all is right or the rule does not concern it. */
export interface Rule {
  readonly says: string;
  check(make: () => AnyEstimator, options: CheckOptions): (string | undefined)[];
}

/** What a call throws, as a text; undefined where it throws nothing. */
export function thrownBy(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (reason) {
    return reason instanceof Error ? reason.message : String(reason);
  }
}

/** A fault where the call goes through, or fails in words that miss one of these. */
export function mustRefuse(
  what: string,
  call: () => unknown,
  ...words: (string | RegExp)[]
): string | undefined {
  const message = thrownBy(call);
  if (message === undefined) return `${what} is taken`;
  const missing = words.find((word) =>
    typeof word === "string" ? !message.includes(word) : !word.test(message),
  );
  return missing === undefined
    ? undefined
    : `${what} is refused with "${message}", which lacks ${String(missing)}`;
}

/** Runs a call without the console's warnings, which a battery would flood. */
export function quietly<T>(call: () => T): T {
  const { warn } = console;
  console.warn = () => {};
  try {
    return call();
  } finally {
    console.warn = warn;
  }
}
