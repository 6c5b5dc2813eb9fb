export interface Mdp {
  /** P[s][a][t], S × A × S: the probability that action a leads from s to t. */
  P: number[][][];
  /** r[s][a], S × A: the mean reward of action a in state s. */
  r: number[][];
}

export interface Solution {
  /** S values, within ε of the optimal ones. */
  v: number[];
  /** S actions, greedy for v. */
  policy: number[];
  sweeps: number;
}

/** Every state backed up from the old values. */
export function sweep(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  return mdp.P.map((_, s) => Math.max(...actionValues(mdp, v, gamma, s)));
}

/** Every state backed up in ascending order, from values that are new where they have been made. */
export function sweepInPlace(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  const next = [...v];
  for (let s = 0; s < next.length; s++) next[s] = Math.max(...actionValues(mdp, v, gamma, s));
  return next;
}

/** From v = 0 until γ/(1 − γ) · change ≤ ε. */
export function valueIteration(mdp: Mdp, gamma: number, epsilon: number): Solution {
  refuse("valueIteration", gamma, epsilon);
  let v = mdp.P.map(() => 0);
  for (let sweeps = 1; ; sweeps++) {
    const next = sweep(mdp, v, gamma);
    const change = Math.max(...next.map((x, s) => Math.abs(x - v[s]!)));
    v = next;
    if ((gamma / (1 - gamma)) * change <= epsilon) return { v, policy: greedy(mdp, v, gamma), sweeps };
  }
}

/** The smallest k ≥ 1 with γ^k/(1 − γ) · firstChange ≤ ε. */
export function sweepsEnough(gamma: number, epsilon: number, firstChange: number): number {
  refuse("sweepsEnough", gamma, epsilon);
  let k = 1;
  for (let bound = (gamma / (1 - gamma)) * firstChange; bound > epsilon; bound *= gamma) k++;
  return k;
}

function greedy(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  return mdp.P.map((_, s) => {
    const q = actionValues(mdp, v, gamma, s);
    return q.indexOf(Math.max(...q));
  });
}

/** r(s,a) + γ Σ_t P(t|s,a) v(t), for the actions of one state. */
function actionValues({ P, r }: Mdp, v: readonly number[], gamma: number, s: number): number[] {
  return P[s]!.map((row, a) => r[s]![a]! + gamma * row.reduce((sum, p, t) => sum + p * v[t]!, 0));
}

function refuse(who: string, gamma: number, epsilon: number): void {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`${who}: gamma is ${gamma}, at least 0 and below 1 is needed`);
  if (!(epsilon > 0)) throw new RangeError(`${who}: epsilon is ${epsilon}, above 0 is needed`);
}
