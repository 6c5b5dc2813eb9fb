/**
 * ln(1 − eˣ) for x ≤ 0: the logarithm of the other tail.
 *
 *   ln(−expm1(x))  for x > −ln 2,   log1p(−eˣ)  below
 *
 * Mächler 2012, "Accurately computing log(1 − exp(−|a|))",
 * https://cran.r-project.org/package=Rmpfr/vignettes/log1mexp-note.pdf. Relative error below 3 ulp.
 */
export function log1mexp(x: number): number {
  if (x > 0) throw new RangeError(`log1mexp: x = ${x}, a number from 0 down is needed`);
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}
