import type { Estimator } from "./estimator.ts";
import type { Parameters } from "./parameters.ts";

/** An estimator of any parameters. */
export type AnyEstimator = Estimator<Parameters>;

/** A class of estimators: its constructor takes one object of options. */
export type EstimatorClass = new (options: never) => AnyEstimator;

const byName = new Map<string, EstimatorClass>();
const names = new WeakMap<object, string>();

/** Gives the class the name under which it is saved and found again. In a static block of the class, so that what is imported can be read. */
export function nameClass(name: string, Class: EstimatorClass): void {
  byName.set(name, Class);
  names.set(Class, name);
}

/** The name given, else the class's own. */
export function nameOf(estimator: object): string {
  return names.get(estimator.constructor) ?? estimator.constructor.name;
}

export function classNamed(where: string, name: string): EstimatorClass {
  const Class = byName.get(name);
  if (Class) return Class;
  throw new RangeError(
    `${where}: no estimator ${JSON.stringify(name)} is known, an imported class with nameClass(${JSON.stringify(name)}, …) is needed`,
  );
}
