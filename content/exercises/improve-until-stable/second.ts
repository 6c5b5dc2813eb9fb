export interface Mdp {
  P: number[][][];
  r: number[][];
}

export interface Solution {
  policy: number[];
  v: number[];
  rounds: number;
}

/** Sweeps in place until not even the last digits move. */
export function evaluate(mdp: Mdp, policy: readonly number[], gamma: number): number[] {
  if (Number.isNaN(gamma) || gamma < 0 || gamma >= 1) throw new RangeError(`gamma ${gamma} is not in [0, 1)`);
  const states = mdp.r.length;
  const fits = policy.length === states && policy.every((a, s) => a in mdp.r[s]!);
  if (!fits)
    throw new RangeError("the policy does not fit the process: one of its actions for each state is needed");
  const v = new Array<number>(states).fill(0);
  for (let moved = true; moved; ) {
    moved = false;
    for (let s = 0; s < states; s++) {
      const backed = lookAhead(mdp, s, policy[s]!, v, gamma);
      if (Math.abs(backed - v[s]!) > 1e-14 * (1 - gamma) + 1e-15 * Math.abs(backed)) moved = true;
      v[s] = backed;
    }
  }
  return v;
}

export function improve(mdp: Mdp, policy: readonly number[], gamma: number): number[] {
  return improved(mdp, policy, evaluate(mdp, policy, gamma), gamma);
}

export function policyIteration(mdp: Mdp, start: readonly number[], gamma: number): Solution {
  return onwards(mdp, [...start], gamma, 1);
}

function onwards(mdp: Mdp, policy: number[], gamma: number, rounds: number): Solution {
  const v = evaluate(mdp, policy, gamma);
  const next = improved(mdp, policy, v, gamma);
  return next.join() === policy.join() ? { policy, v, rounds } : onwards(mdp, next, gamma, rounds + 1);
}

function improved(mdp: Mdp, policy: readonly number[], v: number[], gamma: number): number[] {
  const result = [...policy];
  for (let s = 0; s < result.length; s++) {
    let action = 0;
    let best = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < mdp.r[s]!.length; a++) {
      const q = lookAhead(mdp, s, a, v, gamma);
      if (q > best) [best, action] = [q, a];
    }
    const gain = best - lookAhead(mdp, s, policy[s]!, v, gamma);
    if (gain > 1e-8 * Math.max(1, Math.abs(best))) result[s] = action;
  }
  return result;
}

function lookAhead({ P, r }: Mdp, s: number, a: number, v: number[], gamma: number): number {
  let mean = 0;
  P[s]![a]!.forEach((p, t) => {
    mean += p * v[t]!;
  });
  return r[s]![a]! + gamma * mean;
}
