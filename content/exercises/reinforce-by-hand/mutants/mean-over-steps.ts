// The sum is divided by the number of steps.
/** Three arrays of shape T. */
export interface Episode {
  states: number[];
  actions: number[];
  rewards: number[];
}

/** theta[s][a], S × A scores. */
export type Scores = readonly (readonly number[])[];

/** π(a) = e^{θ_a − m} / Σ_j e^{θ_j − m} with m = max θ. */
export function policy(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** ∂ log π(a) / ∂θ_b = 1{a = b} − π(b) */
export function logPolicyGradient(scores: readonly number[], action: number): number[] {
  return policy(scores).map((p, b) => (b === action ? 1 : 0) - p);
}

/** The mean over episodes of Σ_t (G_t − b(s_t)) ∇ log π(a_t|s_t); Williams, 1992, with the return from the step on. */
export function reinforce(
  theta: Scores,
  episodes: readonly Episode[],
  baseline: readonly number[],
): number[][] {
  refuse(episodes);
  const gradient = theta.map((row) => row.map(() => 0));
  for (const { states, actions, rewards } of episodes)
    for (const [t, G] of returns(rewards).entries()) {
      const s = states[t]!;
      const weight = (G - baseline[s]!) / episodes.reduce((sum, episode) => sum + episode.rewards.length, 0);
      for (const [b, slope] of logPolicyGradient(theta[s]!, actions[t]!).entries())
        gradient[s]![b]! += weight * slope;
    }
  return gradient;
}

/** The mean over episodes of Σ_t (G_t − b(s_t)) log π(a_t|s_t). */
export function surrogate(theta: Scores, episodes: readonly Episode[], baseline: readonly number[]): number {
  refuse(episodes);
  let sum = 0;
  for (const { states, actions, rewards } of episodes)
    for (const [t, G] of returns(rewards).entries())
      sum += (G - baseline[states[t]!]!) * logPolicy(theta[states[t]!]!, actions[t]!);
  return sum / episodes.length;
}

/** The mean return from each state over all visits, 0 where there was none. */
export function meanReturns(episodes: readonly Episode[], states: number): number[] {
  const sums = new Array<number>(states).fill(0);
  const visits = new Array<number>(states).fill(0);
  for (const episode of episodes)
    for (const [t, G] of returns(episode.rewards).entries()) {
      sums[episode.states[t]!]! += G;
      visits[episode.states[t]!]! += 1;
    }
  return sums.map((sum, s) => (visits[s] === 0 ? 0 : sum / visits[s]!));
}

/** θ_a − m − log Σ_j e^{θ_j − m} */
function logPolicy(scores: readonly number[], action: number): number {
  const top = Math.max(...scores);
  return scores[action]! - top - Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
}

/** G_t = r_t + G_{t+1} */
function returns(rewards: readonly number[]): number[] {
  const G = [...rewards];
  for (let t = G.length - 2; t >= 0; t--) G[t]! += G[t + 1]!;
  return G;
}

function refuse(episodes: readonly Episode[]): void {
  if (episodes.length === 0) throw new RangeError("reinforce: no episodes; at least one is needed");
  for (const { states, actions, rewards } of episodes)
    if (states.length !== rewards.length || actions.length !== rewards.length)
      throw new RangeError(
        `reinforce: ${states.length} states, ${actions.length} actions and ${rewards.length} rewards; as many of each are needed`,
      );
}
