/**
 * e^(−s x²) for s = 1 or ½, to 2 ulp as far as the result is normal.
 *
 * x² alone is rounded, and e^(−x²) has x² times its relative error: 1,400 halves of an ulp at the edge of underflow. So x is split
 * at 2⁻²⁰: x = h + l, h² is exact (|x| < 64), and e^(−x²) = e^(−h²) e^(−l (x + h)).
 */
export function expSquare(x: number, scale: 1 | 0.5 = 1): number {
  const size = Math.abs(x);
  if (size > 64) return 0;
  const high = Math.round(size * 1048576) / 1048576;
  const low = (size - high) * (size + high);
  return Math.exp(-scale * high * high) * Math.exp(-scale * low);
}
