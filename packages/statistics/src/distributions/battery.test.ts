import { readdirSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { gammaincc } from "../special/gamma/gammainc.ts";
import { gaussLegendre } from "../special/quadrature/gauss-legendre.ts";
import { kolmogorovSf } from "../special/ranges/kolmogorov.ts";
import { ContinuousDistribution } from "./base/continuous-distribution.ts";
import { DiscreteDistribution } from "./base/discrete-distribution.ts";
import { continuousExamples, discreteExamples, label } from "./examples.fixture.ts";

const folders = ["continuous", "positive", "discrete", "noncentral", "empirical"];

async function classesIn(folder: string): Promise<string[]> {
  const here = new URL(`./${folder}/`, import.meta.url);
  const found: string[] = [];
  for (const file of readdirSync(here)) {
    if (!file.endsWith(".ts") || file.includes(".test.") || file.includes(".fixture.")) continue;
    const module: Record<string, unknown> = await import(new URL(file, here).href);
    for (const [name, value] of Object.entries(module)) {
      const { prototype } = value as { prototype?: unknown };
      if (prototype instanceof ContinuousDistribution || prototype instanceof DiscreteDistribution)
        found.push(name);
    }
  }
  return found;
}

describe("the list of examples", () => {
  it("has every class of the folders", async () => {
    const classes = (await Promise.all(folders.map(classesIn))).flat();
    const names = new Set([...continuousExamples, ...discreteExamples].map((d) => d.constructor.name));
    expect(classes.length).toBeGreaterThan(30);
    expect(classes.filter((name) => !names.has(name))).toEqual([]);
  });

  it("gives the class's own name", () => {
    for (const d of [...continuousExamples, ...discreteExamples]) expect(d.name).toBe(d.constructor.name);
  });
});

const probabilities = [1e-12, 1e-6, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.95];
const rule = gaussLegendre(20);

describe.each(continuousExamples.map((d) => [label(d), d] as const))("%s", (_, d) => {
  // What costs a tenth of a millisecond a value gets fewer panels and fewer draws.
  const cuts = cutsOf(d);
  const parts = slow(d) ? 1 : 4;

  it("the quantile undoes cdf and sf in both tails", () => {
    for (const p of probabilities) {
      expect(Math.abs(d.cdf(d.ppf(p)) / p - 1)).toBeLessThan(slack(d, d.ppf(p), p));
      expect(Math.abs(d.sf(d.isf(p)) / p - 1)).toBeLessThan(slack(d, d.isf(p), p));
    }
  });

  it("cdf grows, and with sf makes 1", () => {
    let last = 0;
    for (const x of cuts) {
      expect(d.cdf(x)).toBeGreaterThanOrEqual(last);
      expect(d.cdf(x) + d.sf(x)).toBeCloseTo(1, 12);
      last = d.cdf(x);
    }
  });

  it("logarithms agree", () => {
    for (const x of cuts) {
      expect(d.logcdf(x)).toBeCloseTo(Math.log(d.cdf(x)), 9);
      expect(d.logsf(x)).toBeCloseTo(Math.log(d.sf(x)), 9);
      if (d.pdf(x) > 0 && d.pdf(x) < 1e300) expect(d.logpdf(x)).toBeCloseTo(Math.log(d.pdf(x)), 10);
    }
  });

  it("is 0 and 1 outside of the support, NaN at NaN, and takes arrays", () => {
    const [low, high] = d.support;
    expect(d.cdf(Number.isFinite(low) ? low - 1 : low)).toBe(0);
    expect(d.sf(Number.isFinite(high) ? high + 1 : high)).toBe(0);
    expect(d.pdf(Number.POSITIVE_INFINITY)).toBe(0);
    expect(d.pdf(Number.NaN)).toBeNaN();
    expect(d.cdf(Number.NaN)).toBeNaN();
    expect([d.ppf(0), d.ppf(1)]).toEqual([low, high]);
    const xs = [d.ppf(0.2), d.ppf(0.8)];
    expect(Array.from(d.pdf(xs))).toEqual(xs.map((x) => d.pdf(x)));
    expect(Array.from(d.sf(Float64Array.from(xs)))).toEqual(xs.map((x) => d.sf(x)));
    expect(() => d.ppf(1.5)).toThrow(`${d.name}.ppf: probability 1.5, a number from 0 to 1 is needed`);
  });

  it("the density integrates to differences of cdf", () => {
    for (let i = 1; i < cuts.length; i++) {
      const [a, b] = [cuts[i - 1]!, cuts[i]!];
      if (!(b > a)) continue;
      const difference = d.cdf(a) < 0.5 ? d.cdf(b) - d.cdf(a) : d.sf(a) - d.sf(b);
      const integral = integrate((x) => d.pdf(x), a, b, parts);
      expect(Math.abs(integral - difference)).toBeLessThan(1e-7 * difference + 1e-14);
    }
  });

  it("moments and entropy are those of the density", () => {
    const points = cuts
      .slice(1)
      .flatMap((b, i) => (b > cuts[i]! ? nodesOf(cuts[i]!, b, parts) : []))
      .map(({ x, weight }) => ({ x, p: d.pdf(x), weight }));
    const total = (f: (x: number, p: number) => number) =>
      points.reduce((sum, { x, p, weight }) => (p > 0 ? sum + weight * p * f(x, p) : sum), 0);
    const { mean, std, variance, skewness, kurtosis } = d;
    const tolerance = 1e-5;
    if (Number.isFinite(mean)) expect(total((x) => x)).toBeCloseTo(mean, near(mean));
    const centre = Number.isFinite(mean) ? mean : d.median;
    if (Number.isFinite(variance)) {
      expect(Math.abs(total((x) => ((x - centre) / std) ** 2) - 1)).toBeLessThan(tolerance);
      expect(std).toBe(Math.sqrt(variance));
    }
    if (Number.isFinite(skewness) && Number.isFinite(variance)) {
      const third = total((x) => ((x - centre) / std) ** 3);
      expect(Math.abs(third - skewness)).toBeLessThan(tolerance * Math.max(1, Math.abs(skewness)));
    }
    if (Number.isFinite(kurtosis)) {
      const fourth = total((x) => ((x - centre) / std) ** 4);
      expect(Math.abs(fourth - 3 - kurtosis)).toBeLessThan(tolerance * Math.max(1, kurtosis));
    }
    const entropy = total((_, p) => -Math.log(p));
    expect(Math.abs(entropy - d.entropy())).toBeLessThan(1e-6 * Math.max(1, Math.abs(entropy)));
  });

  it("draws follow it (Kolmogorov's test) and repeat with the seed", () => {
    const size = slow(d) ? 400 : 2000;
    const draws = d.sample({ rng: new Philox(7), size }).sort();
    let distance = 0;
    draws.forEach((x, i) => {
      const F = d.cdf(x);
      distance = Math.max(distance, F - i / size, (i + 1) / size - F);
    });
    expect(kolmogorovSf(Math.sqrt(size) * distance)).toBeGreaterThan(1e-3);
    expect(d.sample({ rng: new Philox(3), size: 5 })).toEqual(d.sample({ rng: new Philox(3), size: 5 }));
    expect(d.sample({ rng: new Philox(3) })).toBe(d.sample({ rng: new Philox(3), size: 1 })[0]);
    expect(() => d.sample({ rng: new Philox(3), size: -1 })).toThrow(
      "size = -1, a whole number from 0 on is needed",
    );
  });
});

describe.each(discreteExamples.map((d) => [label(d), d] as const))("%s", (_, d) => {
  const [first, last] = [d.ppf(1e-16), Math.min(d.isf(1e-16), 40_000)];
  const values = Array.from({ length: last - first + 1 }, (__, i) => first + i);

  it("pmf sums to cdf, sf is the rest, and both grow and fall", () => {
    let sum = 0;
    let lastCdf = 0;
    for (const k of values.slice(0, 500)) {
      sum += d.pmf(k);
      expect(d.cdf(k)).toBeCloseTo(sum, 12);
      expect(d.cdf(k + 0.5)).toBe(d.cdf(k));
      expect(d.cdf(k) + d.sf(k)).toBeCloseTo(1, 12);
      expect(d.cdf(k)).toBeGreaterThanOrEqual(lastCdf);
      lastCdf = d.cdf(k);
    }
    expect(d.pmf(0.5)).toBe(0);
    expect(d.logpmf(0.5)).toBe(Number.NEGATIVE_INFINITY);
    expect(d.pmf(Number.NaN)).toBeNaN();
    expect(d.cdf(d.support[0] - 1)).toBe(0);
  });

  it("the quantile is the least value that is enough", () => {
    for (const k of values.slice(0, 200)) {
      if (d.pmf(k) < 1e-13) continue;
      expect(d.ppf(d.cdf(k))).toBe(k);
      expect(d.isf(d.sf(k))).toBe(k);
    }
    for (const p of probabilities) {
      const k = d.ppf(p);
      expect(d.cdf(k)).toBeGreaterThanOrEqual(p);
      expect(d.cdf(k - 1)).toBeLessThan(p);
    }
    expect(() => d.isf(-1)).toThrow(`${d.name}.isf: probability -1, a number from 0 to 1 is needed`);
  });

  it("logarithms agree", () => {
    for (const k of values.slice(0, 200)) {
      expect(Math.exp(d.logpmf(k))).toBeCloseTo(d.pmf(k), 13);
      expect(Math.exp(d.logcdf(k))).toBeCloseTo(d.cdf(k), 13);
      expect(Math.exp(d.logsf(k))).toBeCloseTo(d.sf(k), 13);
    }
  });

  it("moments and entropy are those of the probabilities", () => {
    const total = (f: (k: number) => number) =>
      values.reduce((sum, k) => sum + (d.pmf(k) > 0 ? f(k) * d.pmf(k) : 0), 0);
    const { mean, std, skewness, kurtosis } = d;
    // Zipf's sums converge slowly: k from 40,000 on holds 1e-7 of the fourth moment.
    const tolerance = 1e-5;
    expect(Math.abs(total((k) => k) - mean)).toBeLessThan(1e-9 * Math.max(1, Math.abs(mean)));
    expect(Math.abs(total((k) => ((k - mean) / std) ** 2) - 1)).toBeLessThan(tolerance);
    expect(Math.abs(total((k) => ((k - mean) / std) ** 3) - skewness)).toBeLessThan(
      tolerance * Math.max(1, Math.abs(skewness)),
    );
    const fourth = total((k) => ((k - mean) / std) ** 4) - 3;
    expect(Math.abs(fourth - kurtosis)).toBeLessThan(
      (d.name === "Zipf" ? 0.05 : tolerance) * Math.max(1, kurtosis),
    );
    expect(Math.abs(total((k) => -d.logpmf(k)) - d.entropy())).toBeLessThan(1e-9);
  });

  it("draws follow it (chi-squared test) and repeat with the seed", () => {
    const size = 20_000;
    const counts = new Map<number, number>();
    for (const k of d.sample({ rng: new Philox(11), size })) counts.set(k, (counts.get(k) ?? 0) + 1);
    const { statistic, cells } = chiSquare(d, values, counts, size);
    expect(gammaincc((cells - 1) / 2, statistic / 2)).toBeGreaterThan(1e-3);
    expect(d.sample({ rng: new Philox(3), size: 5 })).toEqual(d.sample({ rng: new Philox(3), size: 5 }));
  });
});

/** Cells of an expected count of 10 or more, neighbours taken together. */
function chiSquare(d: DiscreteDistribution, values: number[], counts: Map<number, number>, size: number) {
  let [statistic, cells, expected, observed, seen] = [0, 0, 0, 0, 0];
  const close = (e: number, o: number) => {
    statistic += (o - e) ** 2 / e;
    cells++;
  };
  let spent = 0;
  for (const k of values) {
    expected += size * d.pmf(k);
    observed += counts.get(k) ?? 0;
    if (d.pmf(k) === 0) expect(counts.get(k)).toBeUndefined();
    if (expected >= 10 && size - spent - expected >= 10) {
      close(expected, observed);
      spent += expected;
      seen += observed;
      [expected, observed] = [0, 0];
    }
  }
  close(size - spent, size - seen);
  return { statistic, cells };
}

/** Those whose every value is an integral or a long sum. */
function slow(d: ContinuousDistribution): boolean {
  return ["NoncentralT", "NoncentralF", "StudentizedRange"].includes(d.name);
}

/** Quantiles from far out in one tail to far out in the other. */
function cutsOf(d: ContinuousDistribution): number[] {
  const tail = [
    1e-120, 1e-60, 1e-30, 1e-20, 1e-15, 1e-12, 1e-9, 1e-7, 1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.15, 0.3,
  ];
  const used = slow(d) ? tail.slice(3) : tail;
  return [...used.map((p) => d.ppf(p)), d.ppf(0.5), ...used.toReversed().map((p) => d.isf(p))];
}

function integrate(f: (x: number) => number, a: number, b: number, parts: number): number {
  return nodesOf(a, b, parts).reduce((sum, { x, weight }) => sum + weight * f(x), 0);
}

/** Gauss and Legendre's nodes and weights on [a, b] in parts. */
function nodesOf(a: number, b: number, parts: number): { x: number; weight: number }[] {
  // Over more than a factor of two, of numbers of one sign, by ln |x|, in which powers are smooth.
  const logarithmic = (a > 0 && b > 2 * a) || (b < 0 && a < 2 * b);
  const [from, to] = logarithmic ? [Math.log(Math.abs(a)), Math.log(Math.abs(b))] : [a, b];
  const sign = Math.sign(a);
  const count = Math.max(parts, Math.ceil(logarithmic ? Math.abs(to - from) / 4 : 0));
  const half = (to - from) / (2 * count);
  return Array.from({ length: count }, (_, i) =>
    rule.map(({ node, weight }) => {
      const u = from + half * (2 * i + 1 + node);
      const x = logarithmic ? sign * Math.exp(u) : u;
      return { x, weight: weight * half * (logarithmic ? x : 1) };
    }),
  ).flat();
}

/** Relative error of a probability: a few ulp of x move it by |x| pdf/p of them, and 1e-12 is granted. */
function slack(d: ContinuousDistribution, x: number, p: number): number {
  return 1e-12 + 4 * Number.EPSILON * ((Math.abs(x) * d.pdf(x)) / p);
}

function near(mean: number): number {
  return 7 - Math.max(0, Math.ceil(Math.log10(Math.abs(mean) + 1e-300)));
}
