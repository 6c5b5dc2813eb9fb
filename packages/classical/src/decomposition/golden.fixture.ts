import { readFileSync } from "node:fs";
import { Matrix } from "../matrix/matrix.ts";

type Values = number | null | readonly Values[];

/** The values of golden/classical/decomposition_<topic>.json. */
export function goldenDecomposition<T>(topic: string): T {
  const file = new URL(`../../../../golden/classical/decomposition_${topic}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { values: T }).values;
}

/** scikit-learn's options under the names here. */
export function optionsHere(options: Record<string, unknown>): Record<string, unknown> {
  const words: Record<string, string> = { covariance_eigh: "covarianceEigh" };
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [camel(name), words[String(value)] ?? value]),
  );
}

/** Throws unless every number is within `tolerance` of the largest in size, or of 1 where all are less. */
export function expectNear(found: unknown, wanted: unknown, tolerance: number, what = "value"): void {
  const [a, b] = [flat(found), flat(wanted)];
  if (a.length !== b.length) throw new Error(`${what}: ${a.length} numbers for ${b.length}`);
  const size = b.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  for (const [i, value] of b.entries()) {
    if (Math.abs(a[i]! - value) <= tolerance * size) continue;
    throw new Error(`${what}: ${a[i]} at ${i}, ${value} is wanted within ${tolerance} of ${size}`);
  }
}

/** Each learnt field of the golden case. */
export function expectLearntNear(model: object, learnt: Record<string, Values>, tolerance: number): void {
  for (const [name, wanted] of Object.entries(learnt)) {
    const here = camel(name);
    expectNear((model as Record<string, unknown>)[here], wanted, tolerance, here);
  }
}

function camel(name: string): string {
  return name.replace(/_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function flat(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (value instanceof Matrix) return Array.from(value.data);
  return Array.from(value as ArrayLike<unknown>).flatMap(flat);
}
