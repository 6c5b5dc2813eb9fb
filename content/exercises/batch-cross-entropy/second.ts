export interface Answer {
  loss: number;
  /** ∂loss/∂scores, N × K. */
  gradient: number[][];
  /** How many rows count. */
  counted: number;
}

/**
 * With l = log Σ_k e^(z_k), the loss of a row is l − (1 − ε) z_t − ε · mean z, since the label adds up to 1;
 * its slopes are e^(z_k − l) − ε/K, and 1 − ε less at the target.
 */
export function crossEntropy(scores: number[][], targets: number[], smoothing: number): Answer {
  for (const [n, target] of targets.entries()) {
    const classes = scores[n]!.length;
    if (target !== -1 && !(Number.isInteger(target) && target >= 0 && target < classes))
      throw new RangeError(`crossEntropy: target ${target} in row ${n}; −1 or 0 to ${classes - 1} is needed`);
  }
  const counting = [...targets.keys()].filter((n) => targets[n] !== -1);
  const counted = counting.length;
  if (counted === 0) throw new RangeError("crossEntropy: no row counts; at least one is needed");
  const gradient = scores.map((row) => new Array<number>(row.length).fill(0));
  let loss = 0;
  for (const n of counting) {
    const K = scores[n]!.length;
    const t = targets[n]!;
    const top = Math.max(...scores[n]!);
    const z = scores[n]!.map((score) => score - top);
    const l = z.reduce(logOfSum, Number.NEGATIVE_INFINITY);
    const mean = z.reduce((total, score) => total + score / K, 0);
    loss += (l - (1 - smoothing) * z[t]! - smoothing * mean) / counted;
    for (let k = 0; k < K; k++) gradient[n]![k] = (Math.exp(z[k]! - l) - smoothing / K) / counted;
    gradient[n]![t]! -= (1 - smoothing) / counted;
  }
  return { loss, gradient, counted };
}

/** log(e^a + e^b) = max + log(1 + e^−|a − b|) */
function logOfSum(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
