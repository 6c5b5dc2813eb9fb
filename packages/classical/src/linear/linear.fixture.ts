import { readFileSync } from "node:fs";
import { Matrix } from "../matrix/matrix.ts";

type Values = number | null | readonly Values[];

export interface Case {
  title: string;
  data: string;
  weighted: boolean;
  /** By scikit-learn's names. */
  learnt: Record<string, Values>;
  predicted: number[];
  options?: Record<string, unknown>;
  model?: string;
  std?: number[];
}

export interface Samples {
  X: Matrix;
  y: number[];
  weight: number[];
}

interface File<T> {
  values: T & { data: Record<string, { X: number[][]; y: number[]; weight: number[] }> };
}

/** golden/classical/<name>.json, with a function that gives the data of a case. */
export function readGolden<T>(name: string): T & { samplesOf: (test: { data: string }) => Samples } {
  const file = new URL(`../../../../golden/classical/${name}.json`, import.meta.url);
  const { values } = JSON.parse(readFileSync(file, "utf8")) as File<T>;
  return {
    ...values,
    samplesOf: ({ data }) => {
      const { X, y, weight } = values.data[data]!;
      return { X: Matrix.fromRows(X), y, weight };
    },
  };
}

/** Throws unless each is within `tolerance` · (1 + |wanted|). */
export function expectClose(given: unknown, wanted: unknown, tolerance: number, what = "value"): void {
  const [a, b] = [flat(given), flat(wanted)];
  if (a.length !== b.length) throw new Error(`${what}: ${a.length} numbers for ${b.length}`);
  for (const [i, value] of b.entries()) {
    const off = Math.abs(a[i]! - value) / (1 + Math.abs(value));
    if (!(off <= tolerance))
      throw new Error(`${what}: ${a[i]} at ${i}, ${value} is wanted within ${tolerance}`);
  }
}

function flat(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "boolean") return [Number(value)];
  if (value instanceof Matrix) return [...value.data];
  return Array.from(value as ArrayLike<unknown>).flatMap(flat);
}

/** Every learnt field of the golden case, under the names here. */
export function expectLearnt(model: object, learnt: Record<string, Values>, tolerance: number): void {
  for (const [name, wanted] of Object.entries(learnt)) {
    const here = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    const given = (model as Record<string, unknown>)[here];
    if (given === undefined) throw new Error(`${here} is not there`);
    expectClose(given, wanted, tolerance, here);
  }
}
