/**
 * The line through points (xs_k, ys_k), xs upwards, at x: the outermost ys beyond them. Where xs are equal, the last of them counts
 * from there on.
 */
export function interpolate(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number): number {
  const last = xs.length - 1;
  if (x >= xs[last]!) return ys[last]!;
  if (x < xs[0]!) return ys[0]!;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x >= xs[middle]!) low = middle;
    else high = middle;
  }
  return ys[low]! + ((x - xs[low]!) / (xs[low + 1]! - xs[low]!)) * (ys[low + 1]! - ys[low]!);
}
