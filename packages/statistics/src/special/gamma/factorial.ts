import { lgamma } from "./lgamma.ts";
import { stirlingSeries } from "./stirling-series.ts";

/** n! of a whole n ≥ 0, correctly rounded; ∞ from 171 on. */
export function factorial(n: number): number {
  requireWhole("factorial", "n", n);
  return n < table.length ? table[n]! : Number.POSITIVE_INFINITY;
}

/** ln n! of a whole n ≥ 0. Relative error below 3 ulp. */
export function logFactorial(n: number): number {
  requireWhole("logFactorial", "n", n);
  return n < table.length ? Math.log(table[n]!) : lgamma(n + 1);
}

/**
 * The binomial coefficient n! / (k! (n − k)!) of whole n ≥ k ≥ 0; 0 for k < 0 and k > n. Exact while the products are below 2⁵³, then
 * with the relative error of n multiplications and divisions at most min(k, n − k), or of Stirling's formula where that is shorter.
 */
export function binomial(n: number, k: number): number {
  requireWhole("binomial", "n", n);
  if (!Number.isInteger(k)) throw new RangeError(`binomial: k = ${k}, a whole number is needed`);
  if (k < 0 || k > n) return 0;
  const least = Math.min(k, n - k);
  if (least > 500) return Math.exp(logBinomial(n, k));
  let value = 1;
  for (let i = 1; i <= least; i++) {
    // C(n − least + i, i), a whole number each time, so that the division is exact while the product is; later it may overflow.
    const product = value * (n - least + i);
    value = product <= Number.MAX_SAFE_INTEGER ? product / i : value * ((n - least + i) / i);
  }
  return value;
}

/** ln of the binomial coefficient; −∞ for k < 0 and k > n. */
export function logBinomial(n: number, k: number): number {
  requireWhole("logBinomial", "n", n);
  if (!Number.isInteger(k)) throw new RangeError(`logBinomial: k = ${k}, a whole number is needed`);
  if (k < 0 || k > n) return Number.NEGATIVE_INFINITY;
  const least = Math.min(k, n - k);
  const rest = n - least;
  if (least === 0) return 0;
  if (least < 20) {
    let product = 1;
    for (let i = 1; i <= least; i++) product *= (rest + i) / i;
    return Math.log(product);
  }
  // Stirling's formula thrice; the large parts are n ln n − k ln k − (n − k) ln(n − k), written without their cancellation.
  const large = -least * Math.log(least / n) - rest * Math.log1p(-least / n);
  const small = stirlingSeries(n) - stirlingSeries(least) - stirlingSeries(rest);
  return large + small - 0.5 * Math.log(2 * Math.PI * least * (rest / n));
}

function requireWhole(where: string, what: string, n: number): void {
  if (Number.isInteger(n) && n >= 0) return;
  throw new RangeError(`${where}: ${what} = ${n}, a whole number from 0 on is needed`);
}

// BigInt products, each rounded once.
const table = (() => {
  const values = new Float64Array(171);
  let product = 1n;
  for (let n = 0; n <= 170; n++) {
    if (n > 0) product *= BigInt(n);
    values[n] = Number(product);
  }
  return values;
})();
