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

/** What one step does when the policy chooses: P_π (S × S) and r_π (S), gathered triple by triple. */
export function averaged({ P, r }: Mdp, policy: Policy): { P: number[][]; r: number[] } {
  const size = r.length;
  const average = { P: r.map(() => new Array<number>(size).fill(0)), r: new Array<number>(size).fill(0) };
  policy.forEach((row, s) => {
    row.forEach((chance, a) => {
      average.r[s]! += chance * r[s]![a]!;
      for (let t = 0; t < size; t++) average.P[s]![t]! += chance * P[s]![a]![t]!;
    });
  });
  return average;
}

/**
 * By the values of pairs of a state and an action, S·A unknowns:
 *
 *   q(s,a) = r(s,a) + γ Σ_t P(t|s,a) Σ_b π(b|t) q(t,b),   v(s) = Σ_a π(a|s) q(s,a)
 */
export function policyValues({ P, r }: Mdp, policy: Policy, gamma: number): number[] {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`policyValues: gamma is ${gamma}, 0 ≤ gamma < 1 is needed`);
  const pairs = r.flatMap((row, s) => row.map((_, a) => ({ s, a })));
  const system = pairs.map(({ s, a }, i) =>
    pairs.map(({ s: t, a: b }, j) => (i === j ? 1 : 0) - gamma * P[s]![a]![t]! * policy[t]![b]!),
  );
  const q = solve(system, r.flat());
  const v = r.map(() => 0);
  pairs.forEach(({ s, a }, i) => {
    v[s]! += policy[s]![a]! * q[i]!;
  });
  return v;
}

/** r(s,a) + γ Σ_t P(t|s,a) v(t), S × A. */
export function actionValues({ P, r }: Mdp, v: readonly number[], gamma: number): number[][] {
  const values: number[][] = [];
  for (let s = 0; s < r.length; s++) {
    values.push([]);
    for (let a = 0; a < r[s]!.length; a++) {
      let value = r[s]![a]!;
      for (let t = 0; t < v.length; t++) value += gamma * P[s]![a]![t]! * v[t]!;
      values[s]!.push(value);
    }
  }
  return values;
}

/** The value of the greedy action of each state, S numbers. */
export function backup(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  const values = actionValues(mdp, v, gamma);
  return greedy(mdp, v, gamma).map((a, s) => values[s]![a]!);
}

/** An action gives way only to one that is strictly better. */
export function greedy(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  return actionValues(mdp, v, gamma).map((row) => {
    let best = 0;
    for (let a = 1; a < row.length; a++) if (row[a]! > row[best]!) best = a;
    return best;
  });
}
