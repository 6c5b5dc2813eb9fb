import type { AnyEstimator } from "../estimator/known.ts";
import { extremeRules } from "./extreme-rules.ts";
import { fitRules } from "./fit-rules.ts";
import { inputRules } from "./input-rules.ts";
import { optionRules } from "./option-rules.ts";
import { type CheckOptions, quietly, type Rule } from "./rule.ts";
import { targetRules } from "./target-rules.ts";

/** All that is asked of an estimator, in the order in which it is easiest to mend. */
export const estimatorRules: readonly Rule[] = [
  ...optionRules,
  ...fitRules,
  ...inputRules,
  ...extremeRules,
  ...targetRules,
];

/**
 * Asks of an estimator all that scikit-learn's contract promises, and gives what is wrong; nothing where all is right.
 *
 * `make` gives a new one each time, with options under which it can learn from 45 rows of 3 features in 3 classes.
 */
export function checkEstimator(make: () => AnyEstimator, options: CheckOptions = {}): string[] {
  return estimatorRules.flatMap((rule) => checkRule(rule, make, options));
}

/** One rule's faults. What it throws is one. */
export function checkRule(rule: Rule, make: () => AnyEstimator, options: CheckOptions = {}): string[] {
  return quietly(() => {
    try {
      const faults = rule.check(make, options).filter((fault) => fault !== undefined);
      return faults.map((fault) => `${rule.says}: ${fault}`);
    } catch (reason) {
      return [`${rule.says}: ${reason instanceof Error ? reason.message : String(reason)}`];
    }
  });
}
