import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { sampleChains, statisticChains } from "../sample-chains.ts";
import { MetropolisHastings } from "./metropolis-hastings.ts";
import { RandomWalkMetropolis } from "./random-walk.ts";

const weights = [1, 4, 2, 0, 3];
const target = { logDensity: ([x]: Float64Array) => Math.log(weights[x!] ?? 0) };

/** q(x′ | x): up with probability 0.7, down with 0.3. */
const up = 0.7;
const logRatio = (from: number, to: number) =>
  to > from ? Math.log((1 - up) / up) : Math.log(up / (1 - up));

/** α(x, x′) as the chain itself has it, by a proposal that goes where it is told. */
function acceptance(from: number, to: number): number {
  const proposal = {
    propose: (_: Float64Array, out: Float64Array) => {
      out[0] = to;
      return logRatio(from, to);
    },
  };
  const sampler = new MetropolisHastings({ target, size: 1, proposal: () => proposal });
  const chain = sampler.start([from], { rng: new Philox(0), warmup: 0 });
  chain.step(false);
  return chain.statistics.acceptance!;
}

it("from 0 to 1: α = min(1, 4 · 0.3 / (1 · 0.7)) = 1; back: 0.7 / (4 · 0.3)", () => {
  expect(acceptance(0, 1)).toBe(1);
  expect(acceptance(1, 0)).toBeCloseTo(0.7 / 1.2, 14);
});

it("detailed balance: p(x) q(x′ | x) α(x, x′) is symmetric", () => {
  for (const [x, y] of [
    [0, 1],
    [1, 2],
  ] as const) {
    const forth = weights[x]! * up * acceptance(x, y);
    const back = weights[y]! * (1 - up) * acceptance(y, x);
    expect(forth).toBeCloseTo(back, 14);
  }
});

it("a point outside the support is never entered, nor started from", () => {
  expect(acceptance(2, 3)).toBe(0);
  expect(() => acceptance(3, 4)).toThrow("MetropolisHastings: the density at the initial point [3] is 0");
});

it("a log density that is NaN is refused where it occurs", () => {
  const sampler = new RandomWalkMetropolis({
    target: { logDensity: ([x]) => Math.log(x!) },
    size: 1,
    scale: 100,
  });
  const chain = sampler.start([0.1], { rng: new Philox(1), warmup: 0 });
  expect(() => {
    for (let i = 0; i < 20; i++) chain.step(false);
  }).toThrow(/^RandomWalkMetropolis: logDensity at \[-.*\] is NaN/);
});

it("the warm-up brings a hundredfold wrong scale to the acceptance rate asked for", () => {
  const normal = { logDensity: (x: Float64Array) => -0.5 * x.reduce((sum, v) => sum + v * v, 0) };
  for (const scale of [100, 0.01]) {
    const sampler = new RandomWalkMetropolis({ target: normal, size: 3, scale, targetAcceptance: 0.3 });
    const draws = sampleChains({ sampler, chains: 1, draws: 4000, warmup: 2000, rng: new Philox(2) });
    const rates = statisticChains(draws, "acceptance")[0]!;
    expect(rates.reduce((a, b) => a + b, 0) / rates.length).toBeGreaterThan(0.25);
    expect(rates.reduce((a, b) => a + b, 0) / rates.length).toBeLessThan(0.35);
  }
});

it("a learnt covariance makes a walk along a ridge better", () => {
  // Standard deviations 10 and 0.1 along the diagonals.
  const ridge = {
    logDensity: ([a, b]: Float64Array) => -0.5 * (((a! + b!) / 20) ** 2 + ((a! - b!) / 0.2) ** 2) * 2,
  };
  const jump = (adaptCovariance: boolean) => {
    const sampler = new RandomWalkMetropolis({ target: ridge, size: 2, adaptCovariance });
    const { values } = sampleChains({
      sampler,
      chains: 1,
      draws: 3000,
      warmup: 3000,
      initial: () => [0, 0],
      rng: new Philox(3),
    });
    let sum = 0;
    for (let s = 1; s < 3000; s++) sum += (values[2 * s]! - values[2 * s - 2]!) ** 2;
    return sum;
  };
  expect(jump(true)).toBeGreaterThan(50 * jump(false));
});

it("refuses settings out of range by name", () => {
  const options = { target, size: 1 };
  expect(() => new RandomWalkMetropolis({ ...options, size: 0 })).toThrow("RandomWalkMetropolis: size 0");
  expect(() => new RandomWalkMetropolis({ ...options, scale: -1 })).toThrow("RandomWalkMetropolis: scale -1");
  expect(() => new RandomWalkMetropolis({ ...options, targetAcceptance: 1 })).toThrow("targetAcceptance 1");
});
