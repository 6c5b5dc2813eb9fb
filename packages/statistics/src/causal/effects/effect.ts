import type { Rows } from "../../dense/dense.ts";
import { ndtri } from "../../special/error/ndtri.ts";

/** An estimated effect. */
export interface Effect {
  estimate: number;
  standardError: number;
  /** estimate ± 1.96 standard errors: 95 % under normality. */
  interval: [number, number];
}

export function effectOf(estimate: number, standardError: number): Effect {
  const half = ndtri(0.975) * standardError;
  return { estimate, standardError, interval: [estimate - half, estimate + half] };
}

/** The mean of influence values, whose spread over √n is its standard error. */
export function effectOfInfluence(values: Float64Array): Effect {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return effectOf(mean, Math.sqrt(square) / n);
}

/** Units with a treatment of 0 or 1. */
export interface TreatmentData {
  /** T, [n], each 0 or 1. */
  treatment: ArrayLike<number>;
  /** Y, [n]. */
  outcome: ArrayLike<number>;
  /** X, [n][p]: what has to be adjusted for, without a column of ones. */
  covariates: Rows;
}

export interface CheckedData {
  n: number;
  t: Float64Array;
  y: Float64Array;
  /** Numbers of the treated and of the others. */
  treated: number[];
  controls: number[];
}

/** Refuses lengths that differ, numbers that are not finite, treatments other than 0 and 1, an arm without units. */
export function checkTreatment(
  where: string,
  treatment: ArrayLike<number>,
  outcome: ArrayLike<number>,
): CheckedData {
  const y = checkVector(where, "outcome", outcome, treatment.length);
  const t = Float64Array.from(treatment);
  t.forEach((value, i) => {
    if (value !== 0 && value !== 1)
      throw new RangeError(`${where}: treatment ${i} is ${value}, 0 or 1 is needed`);
  });
  const all = Array.from(t.keys());
  const treated = all.filter((i) => t[i] === 1);
  const controls = all.filter((i) => t[i] === 0);
  if (treated.length === 0 || controls.length === 0) {
    throw new RangeError(
      `${where}: ${treated.length} treated and ${controls.length} others, some of both are needed`,
    );
  }
  return { n: t.length, t, y, treated, controls };
}

export function checkVector(where: string, name: string, values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n)
    throw new RangeError(`${where}: ${name} has ${values.length} numbers, ${n} are needed`);
  const out = Float64Array.from(values);
  out.forEach((value, i) => {
    if (!Number.isFinite(value))
      throw new RangeError(`${where}: ${name} ${i} is ${value}, finite numbers are needed`);
  });
  return out;
}
