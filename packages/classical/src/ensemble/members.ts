import { Estimator, type Traits } from "../estimator/estimator.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { custom, type Parameter } from "../estimator/parameters.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { wrongStepName } from "../pipeline/step-names.ts";

/** Estimators by name; "drop" leaves one out. */
export type Members = Readonly<Record<string, AnyEstimator | "drop">>;

export function members(kind: "classifier" | "regressor"): Parameter<Members> {
  return custom<Members>({}, (value) => isMembers(value, kind), `an object of ${kind}s (or "drop") by name`);
}

/** At least one, and names that `setParams` can tell from parameters. */
export function requireMembers(where: string, given: Members, taken: readonly string[]): void {
  const wrong = wrongStepName(Object.keys(given), taken);
  if (wrong) throw new RangeError(`${where}: ${wrong}`);
  if (kept(given).length > 0) return;
  throw new RangeError(
    `${where}: no estimators are given, one is needed; { estimators: { near: …, linear: … } }`,
  );
}

/** Those that are not dropped. */
export function kept(given: Members): [name: string, estimator: AnyEstimator][] {
  return Object.entries(given).filter((entry): entry is [string, AnyEstimator] => entry[1] !== "drop");
}

/** Clones that have learnt from all rows, by name. */
export function fitMembers(
  given: Members,
  X: MatrixLike,
  y: unknown,
  sampleWeight: Float64Array | undefined,
): Record<string, AnyEstimator> {
  return Object.fromEntries(
    kept(given).map(([name, estimator]) => [
      name,
      estimator.clone().fit(X, y, sampleWeight ? { sampleWeight } : {}),
    ]),
  );
}

/** What is true of all members together. */
export function traitsOf(given: Members): Traits {
  const traits = kept(given).map(([, estimator]) => estimator.traits);
  return {
    allowsNaN: traits.every(({ allowsNaN = false }) => allowsNaN),
    nonNegative: traits.some(({ nonNegative = false }) => nonNegative),
    takesWeight: traits.every(({ takesWeight = false }) => takesWeight),
    isRandom: traits.some(({ isRandom = false }) => isRandom),
    minRows: Math.max(1, ...traits.map(({ minRows = 1 }) => minRows)),
  };
}

function isMembers(value: unknown, kind: string): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (one) => one === "drop" || (one instanceof Estimator && one.kind === kind),
  );
}
