import { Estimator } from "../../estimator/estimator.ts";
import type { AnyEstimator } from "../../estimator/known.ts";

/** Steps that have learnt already, by name; "" is the estimator itself. */
export function fittedParts(estimator: AnyEstimator): string[] {
  const parts = Object.entries(estimator.getParams()).filter(
    ([, part]) => part instanceof Estimator && part.kind === "transformer" && part.isFitted,
  );
  const names = parts.map(([name]) => name);
  return estimator.kind === "transformer" && estimator.isFitted ? ["", ...names] : names;
}

/** A transformer that has seen rows before does no harm, as a clone learns anew on each split; but X that came out of it has seen the rows that are tested. */
export function warnOfFitted(where: string, estimator: AnyEstimator): void {
  const names = fittedParts(estimator).filter((name) => name !== "");
  if (names.length === 0) return;
  console.warn(
    `${where}: ${names.map((name) => JSON.stringify(name)).join(", ")} was fitted before; a clone learns anew on each split, but if X or a choice came from that fit, rows that are tested have been seen`,
  );
}
