import { type ChainDraws, parameterChains } from "../samplers/sample-chains.ts";
import { meanOf, pooled, varianceOf } from "./chains.ts";
import { ess } from "./ess.ts";
import { hdi } from "./hdi.ts";
import { mcse } from "./mcse.ts";
import { rhat } from "./rhat.ts";

export interface ParameterSummary {
  name: string;
  mean: number;
  sd: number;
  /** The highest density interval. */
  hdiLow: number;
  hdiHigh: number;
  mcseMean: number;
  mcseSd: number;
  essBulk: number;
  essTail: number;
  rHat: number;
}

export interface PosteriorSummary {
  parameters: ParameterSummary[];
  /** Divergent transitions after the warm-up; 0 where the sampler has no such thing. */
  divergences: number;
  /** What ought to be looked at before the draws are believed, in words. */
  warnings: string[];
}

/**
 * The table of a posterior, with the columns of ArviZ's `summary`: moments, interval, errors, convergence.
 *
 * Warnings follow Vehtari et al. 2021, https://arxiv.org/abs/1903.08008: R̂ above 1.01, fewer than 100 effective draws per
 * chain, any divergence.
 */
export function posteriorSummary(
  draws: ChainDraws,
  { names = [], prob = 0.94 }: { names?: readonly string[]; prob?: number } = {},
): PosteriorSummary {
  const parameters = Array.from({ length: draws.size }, (_, j) =>
    summaryOf(names[j] ?? `x${j}`, parameterChains(draws, j), prob),
  );
  const divergent = draws.statistics.divergent;
  const divergences = divergent ? divergent.reduce((sum, value) => sum + value, 0) : 0;
  return { parameters, divergences, warnings: warningsOf(parameters, divergences, draws.chains) };
}

/** The summary as a text table. */
export function formatSummary({ parameters, warnings }: PosteriorSummary): string {
  const head = ["", "mean", "sd", "hdi low", "hdi high", "mcse", "ess bulk", "ess tail", "r̂"];
  const rows = parameters.map((p) => [
    p.name,
    ...[p.mean, p.sd, p.hdiLow, p.hdiHigh, p.mcseMean].map((value) => value.toFixed(3)),
    p.essBulk.toFixed(0),
    p.essTail.toFixed(0),
    p.rHat.toFixed(2),
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, j) => Math.max(...all.map((row) => row[j]!.length)));
  const lines = all.map((row) =>
    row.map((cell, j) => (j === 0 ? cell.padEnd(widths[j]!) : cell.padStart(widths[j]!))).join("  "),
  );
  return [...lines, ...warnings].join("\n");
}

function summaryOf(name: string, chains: Float64Array[], prob: number): ParameterSummary {
  const all = pooled(chains);
  const [hdiLow, hdiHigh] = hdi(all, prob);
  return {
    name,
    mean: meanOf(all),
    sd: Math.sqrt(varianceOf(all)),
    hdiLow,
    hdiHigh,
    mcseMean: mcse(chains),
    mcseSd: mcse(chains, { method: "sd" }),
    essBulk: ess(chains),
    essTail: ess(chains, { method: "tail" }),
    rHat: rhat(chains),
  };
}

function warningsOf(parameters: readonly ParameterSummary[], divergences: number, chains: number): string[] {
  const warnings: string[] = [];
  for (const { name, rHat, essBulk, essTail } of parameters) {
    if (rHat > 1.01)
      warnings.push(`${name}: R̂ is ${rHat.toFixed(3)}, at most 1.01 is needed; draw for longer`);
    const least = Math.min(essBulk, essTail);
    if (least < 100 * chains) {
      warnings.push(
        `${name}: ${least.toFixed(0)} effective draws, ${100 * chains} are needed; draw for longer`,
      );
    }
  }
  if (divergences > 0) {
    warnings.push(
      `${divergences} divergent transitions: parts of the posterior may be missing; reparametrise or raise targetAcceptance`,
    );
  }
  return warnings;
}
