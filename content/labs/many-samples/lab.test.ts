import { ols } from "@blankfile/statistics";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { lab } from "./lab.ts";
import { evaluate, fitAll, legendre } from "./polynomials.ts";
import { bestDegree, type Chosen, parts, places } from "./state.ts";

const defaults = Object.fromEntries(
  Object.entries(lab.parameters).map(([name, { default: value }]) => [name, value]),
) as unknown as Chosen;

function run(chosen: Partial<Chosen>, { seed = 1, samples = 400 } = {}) {
  const values = { ...defaults, ...chosen };
  const random = new Philox(seed);
  let state = lab.init(values, random);
  while (state.samples < samples) state = lab.step(state, values, random);
  return { state, values, of: (degree: number) => parts(state, values, degree) };
}

describe("the fits", () => {
  it("Legendre's polynomials at 1/2: 1, 1/2, −1/8, −7/16", () => {
    expect(legendre(0.5, 3)).toEqual([1, 0.5, -0.125, -0.4375]);
    expect(legendre(0.5, 0)).toEqual([1]);
  });

  it("by hand: 1, 2, 6 at −1, 0, 1 has the mean 3, the slope 5/2, and the parabola passes through", () => {
    const [constant, line, parabola] = fitAll([-1, 0, 1], [1, 2, 6], { degree: 2, penalty: 0 });
    expect(constant![0]).toBeCloseTo(3, 14);
    expect(line![1]).toBeCloseTo(2.5, 14);
    for (const [x, y] of [
      [-1, 1],
      [0, 2],
      [1, 6],
    ] as const)
      expect(evaluate(parabola!, legendre(x, 2))).toBeCloseTo(y, 12);
  });

  it("agrees with the statistics package, degree by degree", () => {
    const draw = new Philox(5);
    const x = Array.from({ length: 15 }, () => 2 * draw.uniform() - 1);
    const y = x.map(() => draw.normal());
    const fits = fitAll(x, y, { degree: 5, penalty: 0 });
    for (const [degree, fit] of fits.entries()) {
      const { params } = ols(
        y,
        x.map((value) => legendre(value, degree)),
      );
      for (const [j, c] of fit.entries()) expect(c).toBeCloseTo(params[j]!, 9);
    }
  });

  it("the penalty leaves the constant alone and makes the slope Σxy / (Σx² + λN)", () => {
    const [, line] = fitAll([-1, 0, 1], [1, 2, 6], { degree: 1, penalty: 0.5 });
    expect(line![0]).toBeCloseTo(3, 14);
    expect(line![1]).toBeCloseTo(5 / (2 + 1.5), 14);
  });
});

describe("taking the error apart", () => {
  it("the mean squared distance from the truth is bias² plus variance, exactly, however few samples there are", () => {
    const random = new Philox(2);
    const values = { ...defaults, degree: 4 };
    let state = lab.init(values, random);
    for (let k = 0; k < 7; k++) state = lab.step(state, values, random);
    const at = (x: number) => Math.sin(Math.PI * x);
    const distances = state.fits.map(
      (fit) => fit.reduce((sum, y, i) => sum + (y - at(places[i]!)) ** 2, 0) / places.length,
    );
    const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
    const { bias2, variance } = parts(state, values, 4);
    expect(state.fits).toHaveLength(7);
    expect(bias2 + variance).toBeCloseTo(mean, 12);
  });

  it("the sum is what fresh noisy points measure, to 4 % for degrees up to 9", () => {
    const { state, of } = run({});
    for (let degree = 0; degree <= 9; degree++)
      expect(Math.abs(state.tallies[degree]!.fresh / of(degree).error - 1)).toBeLessThan(0.04);
  });

  it("a coefficient costs about σ²/N of variance for low degrees, more for high ones", () => {
    const { of } = run({});
    for (let degree = 0; degree < 4; degree++) {
      const cost = of(degree + 1).variance - of(degree).variance;
      expect(cost / (0.25 / 20)).toBeGreaterThan(0.8);
      expect(cost / (0.25 / 20)).toBeLessThan(1.4);
    }
    expect(of(12).variance - of(11).variance).toBeGreaterThan(0.25 / 20);
  });

  it("without noise nothing scatters where the points stay, and much does where they are drawn", () => {
    expect(run({ noise: 0 }, { samples: 20 }).of(3).variance).toBeLessThan(1e-20);
    expect(run({ noise: 0, inputs: "random" }, { samples: 20 }).of(3).variance).toBeGreaterThan(1e-4);
  });
});

describe("what the lab tells the reader", () => {
  it("degree 3 is best for the wave, 1 for the line, for five seeds", () => {
    for (let seed = 1; seed <= 5; seed++) {
      for (const [truth, degree] of [
        ["wave", 3],
        ["line", 1],
      ] as const) {
        const { state, values } = run({ truth }, { seed, samples: 200 });
        expect(bestDegree(state, values)).toBe(degree);
      }
    }
  });

  it("60 points in place of 20 divide the variance of a cubic by about 3 and leave its bias² alone", () => {
    const [few, many] = [run({}).of(3), run({ count: 60 }).of(3)];
    expect(few.variance / many.variance).toBeGreaterThan(2.5);
    expect(few.variance / many.variance).toBeLessThan(3.5);
    expect(many.bias2 / few.bias2).toBeCloseTo(1, 1);
  });

  it("a penalty of 0.01 buys variance with bias² at degree 9", () => {
    const [free, held] = [run({}).of(9), run({ penalty: "0.01" }).of(9)];
    expect(held.variance).toBeLessThan(0.8 * free.variance);
    expect(held.bias2).toBeGreaterThan(free.bias2);
    expect(held.error).toBeLessThan(free.error);
  });

  it("drawn inputs make high degrees useless", () => {
    expect(run({ inputs: "random" }).of(9).variance).toBeGreaterThan(100);
  });

  it("the training error falls with every degree, whatever the error does", () => {
    const { state } = run({}, { samples: 50 });
    const train = state.tallies.map((tally) => tally.train);
    for (let degree = 1; degree < train.length; degree++)
      expect(train[degree]!).toBeLessThanOrEqual(train[degree - 1]!);
  });
});
