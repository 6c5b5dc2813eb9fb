/**
 * Hurwitz's zeta function, Σ_{k≥0} (k + q)^(−s), s > 1, q > 0; q = 1 is Riemann's ζ(s).
 *
 * Euler and Maclaurin from N = q + n ≥ 12 + s on:
 *
 *   Σ_{k<n} (k+q)^(−s) + N^(1−s)/(s−1) + ½ N^(−s) + Σ B₂ⱼ/(2j)! · s(s+1)…(s+2j−2) N^(−s−2j+1)
 *
 * DLMF 25.11.7. Relative error below 8 ulp for s ≤ 60.
 */
export function hurwitzZeta(s: number, q: number): number {
  if (!(s > 1 && q > 0)) {
    if (Number.isNaN(s + q)) return Number.NaN;
    throw new RangeError(`hurwitzZeta: s = ${s}, q = ${q}; s > 1 and q > 0 are needed`);
  }
  let sum = 0;
  let large = q;
  for (; large < 12 + s; large++) {
    const term = large ** -s;
    sum += term;
    // For large s the rest, about term · large/s, is soon nothing beside the sum.
    if (term === 0 || (s > 60 && term * large < 1e-17 * s * sum) || sum === Number.POSITIVE_INFINITY)
      return sum;
  }
  const power = large ** -s;
  let tail = (power * large) / (s - 1) + 0.5 * power;
  let factor = s / large;
  for (let j = 0; j < coefficients.length; j++) {
    tail += coefficients[j]! * factor * power;
    factor *= ((s + 2 * j + 1) / large) * ((s + 2 * j + 2) / large);
  }
  return sum + tail;
}

// B₂ⱼ / (2j)!
const coefficients = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
];
