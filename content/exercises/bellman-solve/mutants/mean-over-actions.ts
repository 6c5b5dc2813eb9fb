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

/** P_π(t|s) = Σ_a π(a|s) P(t|s,a), r_π(s) = Σ_a π(a|s) r(s,a). */
export function averaged({ P, r }: Mdp, policy: Policy): { P: number[][]; r: number[] } {
  return {
    P: P.map((actions, s) =>
      P.map((_, t) =>
        dot(
          policy[s]!,
          actions.map((row) => row[t]!),
        ),
      ),
    ),
    r: r.map((rewards, s) => dot(policy[s]!, rewards)),
  };
}

/** The v with (I − γ P_π) v = r_π. */
export function policyValues(mdp: Mdp, policy: Policy, gamma: number): number[] {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`policyValues: gamma is ${gamma}, at least 0 and below 1 is needed`);
  const { P, r } = averaged(mdp, policy);
  return solve(
    P.map((row, s) => row.map((p, t) => (s === t ? 1 : 0) - gamma * p)),
    r,
  );
}

/** r(s,a) + γ Σ_t P(t|s,a) v(t), S × A. */
export function actionValues({ P, r }: Mdp, v: readonly number[], gamma: number): number[][] {
  return P.map((actions, s) => actions.map((row, a) => r[s]![a]! + gamma * dot(row, v)));
}

/** The mean action value of each state, S numbers. */
export function backup(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  return actionValues(mdp, v, gamma).map((row) => row.reduce((sum, q) => sum + q, 0) / row.length);
}

/** The action of the largest value in each state, the first of equals. */
export function greedy(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  return actionValues(mdp, v, gamma).map((row) => row.indexOf(Math.max(...row)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
