export interface Episode {
  states: number[];
  actions: number[];
  rewards: number[];
}

export type Scores = readonly (readonly number[])[];

export function policy(scores: readonly number[]): number[] {
  return scores.map((_, a) => Math.exp(logChance(scores, a)));
}

export function logPolicyGradient(scores: readonly number[], action: number): number[] {
  const slopes = policy(scores).map((p) => -p);
  slopes[action] = 0;
  slopes[action] = -slopes.reduce((sum, x) => sum + x, 0);
  return slopes;
}

/** For each state: the weight given to each action, minus the probabilities times the weight of all. */
export function reinforce(
  theta: Scores,
  episodes: readonly Episode[],
  baseline: readonly number[],
): number[][] {
  const steps = weighed(episodes, baseline);
  return theta.map((row, s) => {
    const given = row.map((_, a) => total(steps.filter((step) => step.s === s && step.a === a)));
    const all = given.reduce((sum, x) => sum + x, 0);
    return policy(row).map((p, a) => given[a]! - p * all);
  });
}

export function surrogate(theta: Scores, episodes: readonly Episode[], baseline: readonly number[]): number {
  return weighed(episodes, baseline).reduce(
    (sum, { s, a, weight }) => sum + weight * logChance(theta[s]!, a),
    0,
  );
}

export function meanReturns(episodes: readonly Episode[], states: number): number[] {
  const seen = episodes.flatMap(({ states: path, rewards }) =>
    path.map((s, t) => ({ s, G: rewards.slice(t).reduce((sum, r) => sum + r, 0) })),
  );
  return Array.from({ length: states }, (_, s) => {
    const here = seen.filter((visit) => visit.s === s);
    return here.reduce((mean, { G }) => mean + G / here.length, 0);
  });
}

interface Weighed {
  s: number;
  a: number;
  weight: number;
}

/** Every step with what its log-probability is multiplied by; the return is what the past has left of the whole. */
function weighed(episodes: readonly Episode[], baseline: readonly number[]): Weighed[] {
  if (!episodes.length) throw new RangeError("there are no episodes to learn from");
  return episodes.flatMap(({ states, actions, rewards }) => {
    if (new Set([states.length, actions.length, rewards.length]).size !== 1)
      throw new RangeError("states, actions and rewards must be as many");
    let left = rewards.reduce((sum, r) => sum + r, 0);
    return states.map((s, t) => {
      const weight = (left - baseline[s]!) / episodes.length;
      left -= rewards[t]!;
      return { s, a: actions[t]!, weight };
    });
  });
}

function total(steps: Weighed[]): number {
  return steps.reduce((sum, { weight }) => sum + weight, 0);
}

/** −log Σ_j e^{θ_j − θ_a}, added up in pairs. */
function logChance(scores: readonly number[], action: number): number {
  return -scores
    .map((score) => score - scores[action]!)
    .reduce((a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))));
}
