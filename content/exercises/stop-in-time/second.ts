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
  const fresh: number[] = [];
  for (let s = 0; s < v.length; s++) fresh.push(best(mdp, s, v, gamma).value);
  return fresh;
}

/** Every state backed up in ascending order in one copy. */
export function sweepInPlace(mdp: Mdp, v: readonly number[], gamma: number): number[] {
  const copy = v.slice();
  for (let s = 0; s < copy.length; s++) copy[s] = best(mdp, s, copy, gamma).value;
  return copy;
}

/** Asks for the bound before each sweep; before the first there is none. */
export function valueIteration(mdp: Mdp, gamma: number, epsilon: number): Solution {
  refuse("valueIteration", gamma, epsilon);
  let v = new Array<number>(mdp.r.length).fill(0);
  let bound = Number.POSITIVE_INFINITY;
  let sweeps = 0;
  while (bound > epsilon) {
    const next = sweep(mdp, v, gamma);
    let change = 0;
    for (let s = 0; s < v.length; s++) change = Math.max(change, Math.abs(next[s]! - v[s]!));
    bound = (gamma * change) / (1 - gamma);
    v = next;
    sweeps++;
  }
  return { v, policy: v.map((_, s) => best(mdp, s, v, gamma).action), sweeps };
}

/** Near log(ε (1 − γ)/first) / log γ, then one by one to the place where the condition turns true. */
export function sweepsEnough(gamma: number, epsilon: number, firstChange: number): number {
  refuse("sweepsEnough", gamma, epsilon);
  const enough = (k: number) => (gamma ** k / (1 - gamma)) * firstChange <= epsilon;
  if (enough(1)) return 1;
  let k = Math.max(1, Math.round(Math.log((epsilon * (1 - gamma)) / firstChange) / Math.log(gamma)));
  while (!enough(k)) k++;
  while (k > 1 && enough(k - 1)) k--;
  return k;
}

function best(
  { P, r }: Mdp,
  s: number,
  v: readonly number[],
  gamma: number,
): { action: number; value: number } {
  const found = { action: -1, value: Number.NEGATIVE_INFINITY };
  for (let a = 0; a < r[s]!.length; a++) {
    let value = r[s]![a]!;
    for (let t = 0; t < v.length; t++) value += gamma * P[s]![a]![t]! * v[t]!;
    if (value > found.value) Object.assign(found, { action: a, value });
  }
  return found;
}

function refuse(where: string, gamma: number, epsilon: number): void {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`${where}: gamma is ${gamma}, 0 ≤ gamma < 1 is needed`);
  if (!(epsilon > 0)) throw new RangeError(`${where}: epsilon is ${epsilon}, a number above 0 is needed`);
}
