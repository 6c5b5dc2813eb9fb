import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { autocorrelation } from "./autocorrelation.ts";
import { bfmi } from "./bfmi.ts";
import { ess } from "./ess.ts";
import { hdi } from "./hdi.ts";
import { loo, waic } from "./information-criteria.ts";
import { mcse } from "./mcse.ts";
import { paretoSmoothLogWeights } from "./pareto-smoothing.ts";
import { posteriorSummary } from "./posterior-summary.ts";
import { type RhatMethod, rhat } from "./rhat.ts";

interface Sample {
  name: string;
  chains: number[][];
  rhat: Record<string, number>;
  ess: Record<"bulk" | "tail" | "mean" | "sd" | "identity", number>;
  ess_quantile: number;
  mcse: { mean: number; sd: number };
  bfmi: number[];
  hdi: number[];
  hdi_half: number[];
  autocorr: number[];
}

interface Criterion {
  elpd: number;
  se: number;
  p: number;
  pointwise: number[];
  pareto_k: number[];
  good_k: number;
}

interface Golden {
  diagnostics: Sample[];
  summary: { draws: number[][][]; columns: string[]; rows: number[][] };
  pareto: { name: string; log_ratios: number[]; reff: number; log_weights: number[]; k: number | string }[];
  criteria: {
    log_likelihood: number[][];
    loo: Criterion;
    waic: Criterion;
    half: { elpd: number; pareto_k: number[] };
  };
}

const file = new URL("../../../../golden/statistics/samplers.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: Golden }).values;

/** Within 1e-9 of the larger of 1 and the expected. */
function close(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs(actual[i]! - expected[i]!) / Math.max(1, Math.abs(expected[i]!));
    expect(off, `number ${i}: ${actual[i]} for ${expected[i]}`).toBeLessThan(1e-9);
  }
}

describe.each(golden.diagnostics)("ArviZ on chains: $name", (sample) => {
  it("R̂ by each method", () => {
    for (const [method, value] of Object.entries(sample.rhat)) {
      close([rhat(sample.chains, { method: method as RhatMethod })], [value]);
    }
  });

  it("effective sample sizes and standard errors", () => {
    for (const method of ["bulk", "tail", "mean", "sd", "identity"] as const) {
      close([ess(sample.chains, { method })], [sample.ess[method]]);
    }
    close([ess(sample.chains, { method: "quantile", prob: 0.3 })], [sample.ess_quantile]);
    close([mcse(sample.chains), mcse(sample.chains, { method: "sd" })], [sample.mcse.mean, sample.mcse.sd]);
  });

  it("energy fractions, intervals, autocorrelations", () => {
    close(bfmi(sample.chains), sample.bfmi);
    close(hdi(sample.chains.flat()), sample.hdi);
    close(hdi(sample.chains.flat(), 0.5), sample.hdi_half);
    close(autocorrelation(sample.chains[0]!, sample.autocorr.length - 1), sample.autocorr);
  });
});

it("the table of a posterior is ArviZ's", () => {
  const { draws, columns, rows } = golden.summary;
  expect(columns).toEqual([
    "mean",
    "sd",
    "hdi_3%",
    "hdi_97%",
    "mcse_mean",
    "mcse_sd",
    "ess_bulk",
    "ess_tail",
    "r_hat",
  ]);
  const table = posteriorSummary({
    values: Float64Array.from(draws.flat(2)),
    chains: draws.length,
    draws: draws[0]!.length,
    size: 2,
    statistics: {},
  });
  table.parameters.forEach(({ name, ...numbers }, j) => {
    expect(name).toBe(`x${j}`);
    close(Object.values(numbers), rows[j]!);
  });
});

it.each(golden.pareto)("Pareto-smoothed weights: $name", ({ log_ratios, reff, log_weights, k }) => {
  const smoothed = paretoSmoothLogWeights(log_ratios, reff);
  close(smoothed.logWeights, log_weights);
  if (k === "Infinity") expect(smoothed.paretoK).toBe(Number.POSITIVE_INFINITY);
  else close([smoothed.paretoK], [k as number]);
});

it("WAIC and LOO, point by point", () => {
  const { log_likelihood, ...expected } = golden.criteria;
  const w = waic(log_likelihood);
  close(
    [w.elpd, w.se, w.p, ...w.pointwise],
    [expected.waic.elpd, expected.waic.se, expected.waic.p, ...expected.waic.pointwise],
  );
  const l = loo(log_likelihood);
  close(
    [l.elpd, l.se, l.p, ...l.pointwise],
    [expected.loo.elpd, expected.loo.se, expected.loo.p, ...expected.loo.pointwise],
  );
  close(l.paretoK, expected.loo.pareto_k);
  close([l.goodK], [expected.loo.good_k]);
  const half = loo(log_likelihood, { reff: 0.5 });
  close([half.elpd, ...half.paretoK], [expected.half.elpd, ...expected.half.pareto_k]);
});
