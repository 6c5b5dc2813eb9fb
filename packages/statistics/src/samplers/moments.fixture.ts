import { mcse } from "../diagnostics/mcse.ts";
import { rhat } from "../diagnostics/rhat.ts";
import { type ChainDraws, parameterChains } from "./sample-chains.ts";

/**
 * Each parameter's mean and second moment lie within `errors` standard errors of the truth, and R̂ is below 1.01. The tests
 * make about a hundred such comparisons: three errors are passed by chance in one suite of four, four errors in one of 150.
 */
export function expectMoments(
  draws: ChainDraws,
  truth: { mean: readonly number[]; variance: readonly number[] },
  errors = 4,
): void {
  for (let j = 0; j < draws.size; j++) {
    const chains = parameterChains(draws, j);
    const mean = truth.mean[j]!;
    const r = rhat(chains);
    if (!(r < 1.01)) throw new Error(`R̂ of x${j} is ${r}, less than 1.01 is needed`);
    expectMean(chains, mean, `mean of x${j}`, errors);
    const squares = chains.map((chain) => chain.map((value) => (value - mean) ** 2));
    expectMean(squares, truth.variance[j]!, `variance of x${j}`, errors);
  }
}

export function expectMean(chains: readonly Float64Array[], truth: number, what: string, errors = 4): void {
  const n = chains.length * chains[0]!.length;
  const mean = chains.reduce((sum, chain) => sum + chain.reduce((a, b) => a + b, 0), 0) / n;
  const z = (mean - truth) / mcse(chains);
  if (!(Math.abs(z) < errors)) {
    throw new Error(`${what} ${mean} for ${truth}: ${z} standard errors off, less than ${errors} needed`);
  }
}
