/**
 * ln Σ eˣⁱ = m + ln Σ e^(xᵢ − m), m = max x: no term overflows. With `weights`, ln Σ wᵢ eˣⁱ. Of nothing, −∞ (the empty sum is 0).
 */
export function logsumexp(x: ArrayLike<number>, weights?: ArrayLike<number>): number {
  if (weights !== undefined && weights.length !== x.length) {
    throw new RangeError(`logsumexp: ${weights.length} weights for ${x.length} values, as many are needed`);
  }
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]!)) return Number.NaN;
    if (weights?.[i] !== 0 && x[i]! > largest) largest = x[i]!;
  }
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    if (weight !== 0) sum += weight * Math.exp(x[i]! - largest);
  }
  return largest + Math.log(sum);
}
