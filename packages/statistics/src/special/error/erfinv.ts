import { erf, erfc } from "./erf.ts";
import { expSquare } from "./exp-square.ts";
import { ndtri } from "./ndtri.ts";

const halfRootPi = 0.886226925452758;

/** x with erf(x) = y, −1 ≤ y ≤ 1: the normal quantile's scale, then one of Newton's steps on erf or erfc. Relative error below 4 ulp. */
export function erfinv(y: number): number {
  if (Number.isNaN(y)) return Number.NaN;
  if (!(Math.abs(y) <= 1)) throw new RangeError(`erfinv: y = ${y}, a value from -1 to 1 is needed`);
  if (Math.abs(y) === 1) return y * Number.POSITIVE_INFINITY;
  if (Math.abs(y) > 0.5) return Math.sign(y) * erfcinv(1 - Math.abs(y));
  let x = halfRootPi * y * (1 + (Math.PI / 12) * y * y);
  for (let step = 0; step < 4; step++) {
    const newton = ((erf(x) - y) * halfRootPi) / expSquare(x);
    x -= newton / (1 + newton * x);
  }
  return x;
}

/** x with erfc(x) = y, 0 ≤ y ≤ 2. Relative error below 4 ulp. */
export function erfcinv(y: number): number {
  if (Number.isNaN(y)) return Number.NaN;
  if (!(y >= 0 && y <= 2)) throw new RangeError(`erfcinv: y = ${y}, a value from 0 to 2 is needed`);
  if (y === 0 || y === 2) return y === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (y > 0.5 && y < 1.5) return erfinv(1 - y);
  if (y >= 1.5) return -erfcinv(2 - y);
  const x = -ndtri(0.5 * y) * Math.SQRT1_2;
  // The rounding of ½y and of the scale taken off again; not where the density underflows.
  const density = expSquare(x);
  return density > 1e-290 ? x + ((erfc(x) - y) * halfRootPi) / density : x;
}
