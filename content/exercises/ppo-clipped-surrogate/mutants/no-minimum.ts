// The clipped term is used by itself, without the minimum.
/** Three arrays of shape N. */
export interface Batch {
  /** log π(a_i) now. */
  logProbs: readonly number[];
  /** log π(a_i) when the sample was drawn. */
  oldLogProbs: readonly number[];
  advantages: readonly number[];
}

export interface Surrogate {
  /** L, to be maximised. */
  value: number;
  /** ∂L/∂ log π(a_i), N numbers. */
  gradient: number[];
  /** The share of samples whose clipped term is strictly the smaller one. */
  clipped: number;
}

/** The mean of min(ρ A, clip(ρ, 1 − ε, 1 + ε) A); Schulman and others, 2017, equation 7. */
export function clippedSurrogate(batch: Batch, epsilon: number): Surrogate {
  refuse(batch);
  if (!(epsilon > 0)) throw new RangeError(`clippedSurrogate: epsilon is ${epsilon}, above 0 is needed`);
  const N = batch.advantages.length;
  let value = 0;
  let clipped = 0;
  const gradient = batch.advantages.map((A, i) => {
    const ratio = Math.exp(batch.logProbs[i]! - batch.oldLogProbs[i]!);
    const free = ratio * A;
    const held = Math.min(Math.max(ratio, 1 - epsilon), 1 + epsilon) * A;
    value += held / N;
    if (held !== free) {
      clipped += 1 / N;
      return 0;
    }
    return free / N; // dρ/d log π = ρ
  });
  return { value, gradient, clipped };
}

/** ∂L/∂z_ib = ∂L/∂ log π(a_i) · (1{a_i = b} − π_i(b)) */
export function scoresGradient(
  scores: readonly (readonly number[])[],
  actions: readonly number[],
  batch: Omit<Batch, "logProbs">,
  epsilon: number,
): number[][] {
  const logs = scores.map(logSoftmax);
  const logProbs = logs.map((row, i) => row[actions[i]!]!);
  refuse({ ...batch, logProbs, actions });
  const { gradient } = clippedSurrogate({ ...batch, logProbs }, epsilon);
  return logs.map((row, i) =>
    row.map((log, b) => gradient[i]! * ((b === actions[i] ? 1 : 0) - Math.exp(log))),
  );
}

/** The mean of (ρ − 1) − log ρ: its mean under π_old is KL(π_old ‖ π), and each term is at least 0. */
export function approximateKl(batch: Pick<Batch, "logProbs" | "oldLogProbs">): number {
  refuse({ logProbs: batch.logProbs, oldLogProbs: batch.oldLogProbs });
  const N = batch.logProbs.length;
  return batch.logProbs.reduce((sum, log, i) => {
    const logRatio = log - batch.oldLogProbs[i]!;
    return sum + (Math.expm1(logRatio) - logRatio) / N;
  }, 0);
}

function logSoftmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const log = Math.log(scores.reduce((sum, z) => sum + Math.exp(z - top), 0));
  return scores.map((z) => z - top - log);
}

/** Arrays of one length, which is not 0. */
function refuse(arrays: object): void {
  const lengths = Object.entries(arrays).map(([name, array]) => `${name} ${array.length}`);
  const sizes = new Set(Object.values(arrays).map((array) => array.length));
  if (sizes.size !== 1 || sizes.has(0))
    throw new RangeError(`ppo: lengths ${lengths.join(", ")}; one length of at least 1 is needed`);
}
