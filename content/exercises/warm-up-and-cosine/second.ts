export interface Settings {
  /** The largest rate, reached at step W. */
  peak: number;
  /** The rate at the end, from 0 to peak. */
  least: number;
  /** W. */
  warmupSteps: number;
  /** T, above W. */
  totalSteps: number;
}

/** The list first, all of it, and a step read from it: ½ (1 + cos 2x) = cos² x. */
export function rates(settings: Settings): number[] {
  const { peak, least, warmupSteps: W, totalSteps: T } = settings;
  const whole = [W, T].every((n) => Number.isSafeInteger(n)) && W >= 0 && T > W;
  const sensible = peak > 0 && peak < Number.POSITIVE_INFINITY && least >= 0 && least <= peak;
  if (!whole || !sensible) throw new RangeError(`no schedule: ${JSON.stringify(settings)}`);
  const list: number[] = [];
  for (let t = 0; t < W; t++) list.push(peak * (t / W));
  for (let t = 0; t < T - W; t++) {
    const share = Math.cos((Math.PI * t) / (2 * (T - W))) ** 2;
    list.push(share * peak + (1 - share) * least);
  }
  return list;
}

export function rateAt(step: number, settings: Settings): number {
  const list = rates(settings);
  if (step < 0 || step % 1 !== 0 || Number.isNaN(step) || !Number.isFinite(step))
    throw new RangeError(`step ${step}`);
  return list[step] ?? settings.least;
}
