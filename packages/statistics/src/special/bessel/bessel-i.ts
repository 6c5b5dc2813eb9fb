/**
 * The modified Bessel functions of the first kind, orders 0 and 1, and those times e^(−|x|).
 *
 *   I_ν(x) = Σ (x/2)^(2k+ν) / (k! (k+ν)!)                                         |x| < 25
 *   e^(−x) I_ν(x) ~ 1/√(2πx) Σ (−1)ᵏ a_k(ν) / xᵏ,  a_k = Π (4ν² − (2i−1)²) / (8i)   beyond
 *
 * Abramowitz and Stegun 9.6.10, 9.7.1. Relative error below 8 ulp; i0 and i1 overflow at |x| = 713.
 */
export function i0(x: number): number {
  const size = Math.abs(x);
  return size < 25 ? series(size, 0) : overflowing(asymptotic(size, 0), size);
}

export function i1(x: number): number {
  const size = Math.abs(x);
  return Math.sign(x) * (size < 25 ? series(size, 1) : overflowing(asymptotic(size, 1), size));
}

/** e^(−|x|) I₀(x). */
export function i0e(x: number): number {
  const size = Math.abs(x);
  return size < 25 ? series(size, 0) * Math.exp(-size) : asymptotic(size, 0);
}

/** e^(−|x|) I₁(x). */
export function i1e(x: number): number {
  const size = Math.abs(x);
  return Math.sign(x) * (size < 25 ? series(size, 1) * Math.exp(-size) : asymptotic(size, 1));
}

function series(x: number, order: 0 | 1): number {
  const quarter = (x * x) / 4;
  let [term, sum] = [1, 1];
  for (let k = 1; k < 100; k++) {
    term *= quarter / (k * (k + order));
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return order === 0 ? sum : (x / 2) * sum;
}

function asymptotic(x: number, order: 0 | 1): number {
  let [term, sum] = [1, 1];
  for (let k = 1; k < 40; k++) {
    term *= -(4 * order - (2 * k - 1) ** 2) / (8 * k * x);
    sum += term;
    if (Math.abs(term) < 1e-17) break;
  }
  return sum / (Math.sqrt(2 * Math.PI) * Math.sqrt(x));
}

/** In two halves, since eˣ overflows a little before I_ν. */
function overflowing(scaled: number, x: number): number {
  if (x > 720) return Number.POSITIVE_INFINITY;
  const half = Math.exp(x / 2);
  return scaled * half * half;
}
