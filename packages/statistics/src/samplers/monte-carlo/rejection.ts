import type { Philox } from "@blankfile/tensor";

export interface RejectionOptions {
  /** ln p(x) up to a constant. */
  logDensity: (x: Float64Array) => number;
  /** A draw from q, [D]. */
  propose: (rng: Philox) => Float64Array;
  /** ln q(x) up to a constant, which then belongs into `logBound`. */
  logProposal: (x: Float64Array) => number;
  /** ln M with p(x) ≤ M q(x) everywhere. */
  logBound: number;
  /** Number of draws. */
  n: number;
  rng: Philox;
  /** Proposals until giving up; default 1,000 per draw. */
  maxProposals?: number;
}

export interface RejectionDraws {
  /** [n][D], each from p. */
  values: Float64Array[];
  proposals: number;
  /** n / proposals; with normalised densities it estimates 1 / M. */
  acceptanceRate: number;
  /** max over the proposals of ln p − ln q − ln M, at most 0; how tight the envelope was. */
  tightness: number;
}

/**
 * Rejection sampling: x ~ q is kept with probability p(x) / (M q(x)).
 *
 * von Neumann 1951, "Various techniques used in connection with random digits". A proposal with p(x) > M q(x) shows that
 * the envelope does not hold, and is refused: draws would come from min(p, M q), not from p. Rounding of 1e-12 is let pass.
 */
export function rejectionSample(options: RejectionOptions): RejectionDraws {
  const { logDensity, propose, logProposal, logBound, n, rng } = options;
  const maxProposals = options.maxProposals ?? 1000 * n;
  const values: Float64Array[] = [];
  let [proposals, tightness] = [0, Number.NEGATIVE_INFINITY];
  while (values.length < n) {
    if (proposals === maxProposals) {
      throw new RangeError(
        `rejectionSample: ${values.length} of ${n} draws in ${proposals} proposals, a tighter envelope or a larger maxProposals is needed`,
      );
    }
    const x = propose(rng);
    proposals++;
    const logRatio = logDensity(x) - logProposal(x) - logBound;
    if (!(logRatio <= 1e-12)) {
      throw new RangeError(
        `rejectionSample: ln p − ln q at [${x.join(", ")}] is ${logRatio + logBound}, at most logBound ${logBound} is needed`,
      );
    }
    tightness = Math.max(tightness, logRatio);
    if (Math.log(1 - rng.uniform()) <= logRatio) values.push(Float64Array.from(x));
  }
  return { values, proposals, acceptanceRate: n / proposals, tightness };
}
