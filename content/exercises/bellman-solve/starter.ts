export interface Mdp {
  /** P[s][a][t], S × A × S: the probability that action a leads from s to t. */
  P: number[][][];
  /** r[s][a], S × A: the mean reward of action a in state s. */
  r: number[][];
}

/** π(a|s), S × A. */
export type Policy = number[][];

/** The x with A x = b, by elimination with pivots; A is S × S. */
export function solve(A: readonly number[][], b: readonly number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

/** What one step does when the policy chooses: P_π (S × S) and r_π (S). */
export function averaged(mdp: Mdp, policy: Policy): { P: number[][]; r: number[] } {
  throw new Error("averaged is not written yet");
}

/** v_π, S numbers. */
export function policyValues(mdp: Mdp, policy: Policy, gamma: number): number[] {
  throw new Error("policyValues is not written yet");
}

/** r(s,a) + γ Σ_t P(t|s,a) v(t), S × A. */
export function actionValues(mdp: Mdp, v: readonly number[], gamma: number): number[][] {
  throw new Error("actionValues is not written yet");
}

/** The largest action value of each state, S numbers. */
export function backup(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  throw new Error("backup is not written yet");
}

/** The action of the largest value in each state, the first of equals. */
export function greedy(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  throw new Error("greedy is not written yet");
}
