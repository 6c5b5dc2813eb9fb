import type { Philox } from "@blankfile/tensor";
import { choleskyOf, type Dense } from "../../dense/dense.ts";
import { logsumexp } from "../../special/logs/logsumexp.ts";
import { checkCount, checkRate } from "../check-options.ts";
import { RunningCovariance } from "../running-covariance.ts";
import { effectiveSampleSize, systematicResample } from "./resample.ts";

export interface TemperedSMCOptions {
  /** A draw from the prior, [D]. */
  samplePrior: (rng: Philox) => ArrayLike<number>;
  /** ln of the prior, normalised or not: it enters by ratios only. */
  logPrior: (x: Float64Array) => number;
  logLikelihood: (x: Float64Array) => number;
  rng: Philox;
  /** N; default 1,000. */
  particles?: number;
  /** Each step of β is as large as leaves this share of N effective; default 0.5. Not used with `temperatures`. */
  essShare?: number;
  /** 0 < β₁ < … = 1, fixed beforehand: only then is the evidence unbiased. */
  temperatures?: readonly number[];
  /** Metropolis steps for each particle after each resampling; default 10. */
  moves?: number;
  onProgress?: (progress: { stage: number; beta: number; acceptance: number }) => void;
}

export interface TemperedSMCResult {
  /** [particle][D], equally weighted draws from the posterior. */
  particles: Float64Array[];
  /** ln of the estimate of ∫ prior · likelihood. */
  logEvidence: number;
  /** β after each stage; the last is 1. */
  temperatures: number[];
  /** Acceptance rate of the moves of each stage. */
  acceptance: number[];
}

interface Particle {
  x: Float64Array;
  logPrior: number;
  logLikelihood: number;
}

/**
 * Tempered sequential Monte Carlo: particles are led from the prior to the posterior through prior · likelihood^β.
 *
 *   w_i = L(x_i)^(β′ − β);   Z ← Z · mean w;   systematic resampling by w;   then Metropolis moves that leave β′ as it is, with
 *   steps N(0, 2.38² / D · Σ̂) from the particles' covariance
 *
 * Del Moral, Doucet and Jasra 2006, https://doi.org/10.1111/j.1467-9868.2006.00553.x; β′ by bisection of the effective
 * sample size: Jasra et al. 2011, https://doi.org/10.1111/j.1467-9469.2010.00723.x. The evidence is unbiased for
 * temperatures and steps fixed beforehand; adapting either adds a bias of order 1/N.
 */
export function temperedSMC(options: TemperedSMCOptions): TemperedSMCResult {
  const { samplePrior, logPrior, logLikelihood, rng, temperatures } = options;
  const N = checkCount("temperedSMC", "particles", options.particles ?? 1000);
  const moves = checkCount("temperedSMC", "moves", options.moves ?? 10);
  const essShare = checkRate("temperedSMC", "essShare", options.essShare ?? 0.5);
  if (temperatures) checkTemperatures(temperatures);
  const at = (x: Float64Array): Particle => ({
    x,
    logPrior: checked("logPrior", logPrior(x), x),
    logLikelihood: checked("logLikelihood", logLikelihood(x), x),
  });
  let particles = Array.from({ length: N }, () => at(Float64Array.from(samplePrior(rng))));
  const result: TemperedSMCResult = { particles: [], logEvidence: 0, temperatures: [], acceptance: [] };
  let beta = 0;
  for (let stage = 0; beta < 1; stage++) {
    const logL = particles.map((particle) => particle.logLikelihood);
    const next = temperatures ? temperatures[stage]! : nextTemperature(logL, beta, essShare);
    if (!(next > beta)) {
      throw new RangeError(
        `temperedSMC: no step from β = ${beta} leaves a share of ${essShare}, a smaller essShare is needed`,
      );
    }
    const logW = logL.map((value) => (next - beta) * value);
    const total = logsumexp(logW);
    if (total === Number.NEGATIVE_INFINITY) {
      throw new RangeError("temperedSMC: all particles have likelihood 0, more particles are needed");
    }
    result.logEvidence += total - Math.log(N);
    const indices = systematicResample(
      logW.map((value) => Math.exp(value - total)),
      rng,
    );
    particles = Array.from(indices, (i) => particles[i]!);
    beta = next;
    const acceptance = move(particles, { at, beta, moves, rng });
    result.temperatures.push(beta);
    result.acceptance.push(acceptance);
    options.onProgress?.({ stage, beta, acceptance });
  }
  result.particles = particles.map((particle) => particle.x);
  return result;
}

/** The largest β′ ≤ 1 at which L^(β′ − β) leaves essShare · N effective particles. */
function nextTemperature(logL: readonly number[], beta: number, essShare: number): number {
  const largest = logL.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  // Nothing has likelihood: any step says so.
  if (largest === Number.NEGATIVE_INFINITY) return 1;
  const weight = (value: number, step: number) =>
    value === Number.NEGATIVE_INFINITY ? 0 : Math.exp(step * (value - largest));
  const share = (next: number) =>
    effectiveSampleSize(logL.map((value) => weight(value, next - beta))) / logL.length;
  if (share(1) >= essShare) return 1;
  let [low, high] = [beta, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (share(middle) >= essShare) low = middle;
    else high = middle;
  }
  // Particles outside the support can hold the share down for every β′; then the least step is taken.
  return low > beta ? low : high;
}

/** Metropolis steps on every particle, in place; returns the acceptance rate. */
function move(
  particles: Particle[],
  { at, beta, moves, rng }: { at: (x: Float64Array) => Particle; beta: number; moves: number; rng: Philox },
): number {
  const factor = stepFactor(particles);
  const D = factor.rows;
  const z = new Float64Array(D);
  let accepted = 0;
  for (let m = 0; m < moves; m++) {
    for (let i = 0; i < particles.length; i++) {
      const current = particles[i]!;
      const x = Float64Array.from(current.x);
      for (let j = 0; j < D; j++) {
        z[j] = rng.normal();
        for (let k = 0; k <= j; k++) x[j]! += factor.data[j * D + k]! * z[k]!;
      }
      const next = at(x);
      const logAlpha = next.logPrior - current.logPrior + beta * (next.logLikelihood - current.logLikelihood);
      if (!(Math.log(1 - rng.uniform()) <= logAlpha)) continue;
      particles[i] = next;
      accepted++;
    }
  }
  return accepted / (moves * particles.length);
}

/** The Cholesky factor of 2.38² / D · Σ̂. */
function stepFactor(particles: readonly Particle[]): Dense {
  const D = particles[0]!.x.length;
  const seen = new RunningCovariance(D);
  for (const { x } of particles) seen.add(x);
  const factor = choleskyOf("temperedSMC", "the particles' covariance", seen.regularized());
  return { ...factor, data: factor.data.map((value) => (2.38 / Math.sqrt(D)) * value) };
}

function checkTemperatures(temperatures: readonly number[]): void {
  const rising = temperatures.every((beta, i) => beta > (temperatures[i - 1] ?? 0));
  if (rising && temperatures.at(-1) === 1) return;
  throw new RangeError(
    `temperedSMC: temperatures [${temperatures.join(", ")}], rising from above 0 to 1 is needed`,
  );
}

function checked(name: string, value: number, x: Float64Array): number {
  if (value < Number.POSITIVE_INFINITY) return value;
  throw new RangeError(
    `temperedSMC: ${name} at [${x.join(", ")}] is ${value}, a finite number or -Infinity is needed`,
  );
}
