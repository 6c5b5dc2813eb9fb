import { customFunction, eq, gt, lt, type Tensor, where } from "@blankfile/tensor";
import { type Format, type FormatName, formatOf } from "./formats.ts";

export interface RoundOptions {
  /** Holds what is too large at the largest number; otherwise it becomes infinite, in e4m3fn NaN, as in PyTorch. */
  saturate?: boolean;
}

/**
 * Every element rounded to the nearest number of a narrower format, of two equally near to the one whose last bit is 0. Subnormals, ±0 and
 * NaN are kept; the result stands in the dtype of x, which holds all numbers of the format.
 *
 *   spacing(x) = 2^(max(⌊log₂|x|⌋, e_min) − p + 1),   y = spacing · round(x / spacing)
 *
 * The gradient passes as if nothing were rounded (straight through).
 */
export function roundTo(x: Tensor, format: FormatName, { saturate = false }: RoundOptions = {}): Tensor {
  const spec = formatOf("roundTo", format);
  requireFloating("roundTo", x);
  return customFunction({
    name: "roundTo",
    forward: (input: Tensor) => rounded(input, spec, saturate),
    backward: (g) => [g],
  })(x);
}

/**
 * x as an operation in the format would have it: rounded on the way forward, and its gradient, which would be kept in `gradient`'s format
 * too, rounded on the way back.
 */
export function castTo(
  x: Tensor,
  { format, gradient, saturate = false }: { format: FormatName; gradient: FormatName } & RoundOptions,
): Tensor {
  const [spec, back] = [formatOf("castTo", format), formatOf("castTo", gradient)];
  requireFloating("castTo", x);
  return customFunction({
    name: "castTo",
    forward: (input: Tensor) => rounded(input, spec, saturate),
    backward: (g) => [rounded(g, back, saturate)],
  })(x);
}

function rounded(
  x: Tensor,
  { precision, minExponent, largest, overflow }: Format,
  saturate: boolean,
): Tensor {
  const wide = x.to("float64"); // exact, and wide enough for all that follows
  const size = wide.abs();
  // Beyond 2 · largest the spacing no longer matters: whatever comes out is too large.
  const binade = powerBelow(size.clamp({ min: 2 ** minExponent, max: 2 * largest }));
  // float64 numbers from c = 2⁵² · spacing to 2c lie one spacing apart, and c itself is an even multiple of it: adding c rounds to the
  // nearest multiple, at a tie to the even one, and subtracting it is exact.
  const c = binade.mul(2 ** (53 - precision));
  const nearest = size.add(c).sub(c);
  const held = where(gt(nearest, largest), saturate ? largest : overflow, nearest);
  const signed = where(lt(wide, 0), held.neg(), held);
  return where(eq(held, 0), wide.mul(0), signed).to(x.dtype); // 0 with the sign of x
}

/**
 * 2^⌊log₂ a⌋ of a > 0 without a look at bits. With u = 2⁻⁵³: q = (2⁵² + 1) · a lies in the binade of 2⁵² a but is no power of two where a is
 * one; q − (1 − u) · q, rounded, is then one spacing of q, which is the power of two wanted. Where q was rounded up to the next power of
 * two, (1 − u) · q is exact and half of that one's spacing remains, the same number.
 * Rump 2012, https://doi.org/10.1007/s10543-012-0374-1, algorithm 3.6.
 */
function powerBelow(a: Tensor): Tensor {
  const q = a.mul(2 ** 52 + 1);
  return q.sub(q.mul(1 - 2 ** -53));
}

function requireFloating(where: string, x: Tensor): void {
  if (x.dtype === "float32" || x.dtype === "float64") return;
  throw new TypeError(`${where}: dtype ${x.dtype}, float32 or float64 is needed`);
}
