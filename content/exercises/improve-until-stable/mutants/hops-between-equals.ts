// The last of the best actions is taken, whether or not the present one is as good.
export interface Mdp {
  /** P[s][a][t], S × A × S: the probability that action a leads from s to t. */
  P: number[][][];
  /** r[s][a], S × A: the mean reward of action a in state s. */
  r: number[][];
}

export interface Solution {
  /** S actions. */
  policy: number[];
  /** S values of that policy. */
  v: number[];
  /** Policies evaluated. */
  rounds: number;
}

/** The solution of (I − γ P_π) v = r_π. */
export function evaluate({ P, r }: Mdp, policy: readonly number[], gamma: number): number[] {
  refuse(P, policy, gamma);
  const A = policy.map((a, s) => P[s]![a]!.map((p, t) => (s === t ? 1 : 0) - gamma * p));
  return solve(
    A,
    policy.map((a, s) => r[s]![a]!),
  );
}

/** argmax_a q_π(s, a), but the present action where none is better by more than rounding. */
export function improve(mdp: Mdp, policy: readonly number[], gamma: number): number[] {
  const v = evaluate(mdp, policy, gamma);
  return policy.map((now, s) => {
    const q = actionValues(mdp, v, gamma, s);
    const best = Math.max(...q);
    const keeps = q[now]! >= best - 1e-8 * Math.max(1, Math.abs(best));
    return keeps && q.length < 2 ? now : q.lastIndexOf(best);
  });
}

/** Evaluation and improvement in turn: no policy comes twice, so it ends. */
export function policyIteration(mdp: Mdp, start: readonly number[], gamma: number): Solution {
  let policy = [...start];
  for (let rounds = 1; ; rounds++) {
    const better = improve(mdp, policy, gamma);
    if (better.every((a, s) => a === policy[s])) return { policy, v: evaluate(mdp, policy, gamma), rounds };
    policy = better;
  }
}

/** q(s, a) = r(s, a) + γ Σ_t P(t|s, a) v(t), for the actions of one state. */
function actionValues({ P, r }: Mdp, v: readonly number[], gamma: number, s: number): number[] {
  return P[s]!.map((row, a) => r[s]![a]! + gamma * row.reduce((sum, p, t) => sum + p * v[t]!, 0));
}

/** Gauss–Jordan elimination; each row's diagonal outweighs the rest of it, so no rows have to be swapped. */
function solve(A: number[][], b: number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows[k]!;
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / pivot[k]!;
      rows[i] = rows[i]!.map((x, j) => x - factor * pivot[j]!);
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}

function refuse(P: number[][][], policy: readonly number[], gamma: number): void {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`policy iteration: gamma is ${gamma}, at least 0 and below 1 is needed`);
  if (policy.length !== P.length)
    throw new RangeError(
      `policy iteration: ${policy.length} actions for ${P.length} states; one for each is needed`,
    );
  for (const [s, a] of policy.entries())
    if (P[s]![a] === undefined)
      throw new RangeError(
        `policy iteration: action ${a} in state ${s}, one of 0 to ${P[s]!.length - 1} is needed`,
      );
}
