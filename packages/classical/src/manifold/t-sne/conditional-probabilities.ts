/**
 * How likely row i picks each of its neighbours, at a distance d_ij, when it picks by a Gaussian around itself:
 *
 *   p_{j|i} = e^(−β_i d²_ij) / Σ_l e^(−β_i d²_il),   β_i = 1 / (2 σ_i²)
 *
 * β_i is such that the entropy is that of a choice among `perplexity` equals:
 *
 *   H_i = −Σ_j p_{j|i} log p_{j|i} = log perplexity,   dH/dβ = −β Var_p(d²)
 *
 * H falls as β grows, so that the root is kept between two bounds; a Newton step within them, else their middle.
 * Van der Maaten and Hinton 2008, https://www.jmlr.org/papers/v9/vandermaaten08a.html
 *
 * `squared` holds d², [N, k]. Where all k neighbours together are not enough for the perplexity each is as likely as the others; where too many are
 * at the smallest distance, those are.
 */
export function conditionalProbabilities(squared: Float64Array, k: number, perplexity: number): Float64Array {
  const out = new Float64Array(squared.length);
  for (let at = 0; at < squared.length; at += k)
    fillRow(squared.subarray(at, at + k), out.subarray(at, at + k), Math.log(perplexity));
  return out;
}

/** Nats of the entropy that may be missing. */
const tolerance = 1e-12;
const maxSteps = 200;

function fillRow(squared: Float64Array, p: Float64Array, target: number): void {
  const k = p.length;
  let nearest = Number.POSITIVE_INFINITY;
  let mean = 0;
  for (const d of squared) {
    nearest = Math.min(nearest, d);
    mean += d / k;
  }
  if (target >= Math.log(k) || !(mean > nearest)) {
    p.fill(1 / k);
    return;
  }
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let beta = 1 / (mean - nearest);
  for (let step = 0; step < maxSteps; step++) {
    const { entropy, slope } = gaussian(squared, nearest, beta, p);
    const gap = entropy - target;
    if (Math.abs(gap) <= tolerance) return;
    if (gap > 0) low = beta;
    else high = beta;
    const middle = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * beta;
    const newton = beta - gap / slope;
    const next = newton > low && newton < high && newton < 4 * beta ? newton : middle;
    if (next === beta || next === Number.POSITIVE_INFINITY) return;
    beta = next;
  }
}

/** Writes p for this β; all d² less the nearest, which p does not see and e^… does not vanish by. */
function gaussian(squared: Float64Array, nearest: number, beta: number, p: Float64Array) {
  const k = p.length;
  let [sum, first, second] = [0, 0, 0];
  for (let j = 0; j < k; j++) {
    const d = squared[j]! - nearest;
    const value = Math.exp(-beta * d);
    p[j] = value;
    sum += value;
    first += value * d;
    second += value * d * d;
  }
  for (let j = 0; j < k; j++) p[j]! /= sum;
  const mean = first / sum;
  return { entropy: Math.log(sum) + beta * mean, slope: -beta * (second / sum - mean * mean) };
}
