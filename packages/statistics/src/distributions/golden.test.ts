import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ContinuousDistribution } from "./base/continuous-distribution.ts";
import type { DiscreteDistribution } from "./base/discrete-distribution.ts";
import { continuousExamples, discreteExamples } from "./examples.fixture.ts";

type Numbers = Record<string, number[]>;

interface Case {
  name: string;
  parameters: Record<string, number>;
  [values: string]: unknown;
}

function golden<T>(name: string): T {
  const file = new URL(`../../../../golden/statistics/${name}.json`, import.meta.url);
  const revive = (_: string, value: unknown) =>
    typeof value === "string" && /^(NaN|-?Infinity)$/.test(value) ? Number(value) : value;
  return (JSON.parse(readFileSync(file, "utf8"), revive) as { values: T }).values;
}

/** The class of a name, from the examples, so that the golden values need no list of their own. */
function classOf<T>(name: string): new (parameters: object) => T {
  const example = [...continuousExamples, ...discreteExamples].find((d) => d.constructor.name === name);
  return example!.constructor as never;
}

/** Where SciPy itself is less exact than 1e-12, by its own way of computing. The special functions are held against mpmath. */
const looser: Record<string, number> = {
  // By an integral of the density, good to about 1e-9.
  SkewNormal: 1e-8,
  // By a series with an absolute error, and by Boost's noncentral functions.
  VonMises: 1e-9,
  NoncentralT: 1e-9,
  NoncentralF: 1e-9,
  NoncentralChiSquared: 1e-10,
  // Density and quantile by differences: at 0.8276 mpmath has 1.57249043399660 for the density, as here, and SciPy 1.57249046613.
  Kolmogorov: 3e-8,
  // isf(1e-8): mpmath has sf = 1.0000000000000000e-8 at the value found here and 1.00000000502e-8 at SciPy's.
  FDistribution: 1e-9,
};

interface Room {
  relative: number;
  /** Of the values themselves, 0 where each must hold relative to itself. */
  absolute: number;
}

function near(actual: number, wanted: number, { relative, absolute }: Room): boolean {
  if (Object.is(actual, wanted) || actual === wanted) return true;
  return Math.abs(actual - wanted) <= relative * Math.abs(wanted) + absolute;
}

/** What SciPy's 1 − cdf may be off by, in the value or in its logarithm; quantiles and logarithms near 0 have the error of their argument. */
function roomOf(name: string, wanted: number, relative: number): Room {
  if (name === "cdf" || name === "sf") return { relative, absolute: 1e-15 };
  if (name === "logcdf" || name === "logsf") return { relative, absolute: 1e-15 / Math.exp(wanted) };
  return { relative, absolute: name === "ppf" || name === "isf" || name.startsWith("log") ? relative : 0 };
}

function compare(d: object, c: Case, functions: readonly (readonly [string, string, number])[]): void {
  const wrong: unknown[] = [];
  for (const [name, at, tolerance] of functions) {
    const xs = c[at] as number[];
    const actual = (d as Record<string, (x: number[]) => Float64Array>)[name]!(xs);
    (c as unknown as Numbers)[name]!.forEach((wanted, i) => {
      if (!near(actual[i]!, wanted, roomOf(name, wanted, tolerance)))
        wrong.push([name, xs[i], actual[i], wanted]);
    });
  }
  expect(wrong).toEqual([]);
}

function compareMoments(d: object, c: Case, tolerance: number): void {
  const wrong: unknown[] = [];
  for (const name of ["mean", "variance", "skewness", "kurtosis"]) {
    const wanted = c[name] as number;
    const actual = (d as Record<string, number>)[name]!;
    if (!near(actual, wanted, { relative: tolerance, absolute: tolerance }))
      wrong.push([name, actual, wanted]);
  }
  const entropy = (d as { entropy: () => number }).entropy();
  // SciPy's entropies are quadratures where it has no formula.
  if (!near(entropy, c.entropy as number, { relative: 1e-8, absolute: 1e-8 }))
    wrong.push(["entropy", entropy, c.entropy]);
  expect(wrong).toEqual([]);
}

describe("continuous distributions against SciPy", () => {
  for (const c of golden<Case[]>("distributions")) {
    const d = new (classOf<ContinuousDistribution>(c.name))(c.parameters);
    const tolerance = looser[c.name] ?? 1e-12;
    it(`${c.name} ${JSON.stringify(c.parameters)}: functions`, () => {
      const functions = ["pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"].map(
        (f) => [f, "x", tolerance] as const,
      );
      compare(d, c, [...functions, ["ppf", "p", tolerance], ["isf", "p", tolerance]]);
    });
    it(`${c.name} ${JSON.stringify(c.parameters)}: moments and entropy`, () =>
      compareMoments(d, c, tolerance));
  }
});

describe("discrete distributions against SciPy", () => {
  for (const c of golden<Case[]>("distributions-discrete")) {
    const d = new (classOf<DiscreteDistribution>(c.name))(c.parameters);
    it(`${c.name} ${JSON.stringify(c.parameters)}`, () => {
      const functions = ["pmf", "cdf", "sf"].map((f) => [f, "k", 1e-11] as const);
      // SciPy's logarithms are differences of ln Γ, of 1e6 for n = 100,000.
      compare(d, c, [...functions, ["logpmf", "k", 1e-9], ["ppf", "p", 0]]);
      compareMoments(d, c, 1e-11);
    });
  }
});

interface Fit {
  name: string;
  data: number[];
  parameters: Record<string, number>;
}

describe("fits against SciPy", () => {
  for (const c of golden<Fit[]>("fits")) {
    it(`${c.name} reaches at least SciPy's likelihood, at its parameters`, () => {
      const family = classOf<ContinuousDistribution>(c.name) as unknown as {
        new (p: object): ContinuousDistribution;
        fit: (data: number[]) => ContinuousDistribution & { params: Record<string, number> };
      };
      const fitted = family.fit(c.data);
      const likelihood = (d: ContinuousDistribution) =>
        d.logpdf(c.data).reduce((sum, value) => sum + value, 0);
      expect(likelihood(fitted)).toBeGreaterThanOrEqual(likelihood(new family(c.parameters)) - 1e-9);
      // SciPy's search is a simplex that stops at 1e-4 of the parameters.
      for (const [name, wanted] of Object.entries(c.parameters)) {
        expect(Math.abs(fitted.params[name]! - wanted)).toBeLessThan(2e-3 * Math.max(0.1, Math.abs(wanted)));
      }
    });
  }
});
