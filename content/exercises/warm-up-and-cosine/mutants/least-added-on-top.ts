// The least rate is added to the whole wave, and lifts the peak.
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

/**
 * peak · t / W for t < W, then least + ½ (peak − least)(1 + cos π s) with s = (t − W) / (T − W), at most 1.
 *
 * Cosine: Loshchilov and Hutter 2017, https://arxiv.org/abs/1608.03983, equation 5; warm-up: Goyal et al. 2017, https://arxiv.org/abs/1706.02677.
 */
export function rateAt(step: number, settings: Settings): number {
  check(step, settings);
  const { peak, least, warmupSteps, totalSteps } = settings;
  if (step < warmupSteps) return (peak * step) / warmupSteps;
  if (step >= totalSteps) return least;
  const s = (step - warmupSteps) / (totalSteps - warmupSteps);
  return least + 0.5 * peak * (1 + Math.cos(Math.PI * s));
}

/** Every step of the schedule. */
export function rates(settings: Settings): number[] {
  check(0, settings);
  return Array.from({ length: settings.totalSteps }, (_, step) => rateAt(step, settings));
}

function check(step: number, { peak, least, warmupSteps, totalSteps }: Settings): void {
  for (const [name, value] of Object.entries({ step, warmupSteps, totalSteps }))
    if (!(Number.isInteger(value) && value >= 0))
      throw new RangeError(`rateAt: ${name} ${value}, a whole number from 0 is needed`);
  if (totalSteps <= warmupSteps)
    throw new RangeError(
      `rateAt: totalSteps ${totalSteps}, more than the ${warmupSteps} of the warm-up are needed`,
    );
  if (!(peak > 0 && Number.isFinite(peak)))
    throw new RangeError(`rateAt: peak ${peak}, a finite number above 0 is needed`);
  if (!(least >= 0 && least <= peak)) throw new RangeError(`rateAt: least ${least}, 0 to ${peak} is needed`);
}
