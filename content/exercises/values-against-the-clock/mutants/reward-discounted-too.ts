// γ stands before the reward as well.
export interface Outcome {
  chance: number;
  reward: number;
  next: number;
}

/** process[s][a]: the outcomes of action a in state s; a state without actions is an end. */
export type Process = readonly (readonly (readonly Outcome[])[])[];

export interface Solution {
  /** S values, within ε of the best. */
  v: number[];
  /** S actions, greedy for v; −1 at an end. */
  policy: number[];
  sweeps: number;
}

/** q(s, a) = Σ chance · (reward + γ v(next)) */
export function actionValues(process: Process, v: readonly number[], gamma: number): number[][] {
  return process.map((actions) =>
    actions.map((outcomes) =>
      outcomes.reduce((sum, { chance, reward, next }) => {
        const after = process[next]!.length === 0 ? 0 : v[next]!;
        return sum + chance * gamma * (reward + after);
      }, 0),
    ),
  );
}

/** max_a q(s, a), 0 at an end. */
export function sweep(process: Process, v: readonly number[], gamma: number): number[] {
  return actionValues(process, v, gamma).map((q) => (q.length === 0 ? 0 : Math.max(...q)));
}

/** From v = 0 until γ/(1 − γ) · change ≤ ε. */
export function valueIteration(process: Process, gamma: number, epsilon: number): Solution {
  refuse(process, gamma, epsilon);
  let v = process.map(() => 0);
  for (let sweeps = 1; ; sweeps++) {
    const next = sweep(process, v, gamma);
    const change = Math.max(0, ...next.map((x, s) => Math.abs(x - v[s]!)));
    v = next;
    if ((gamma / (1 - gamma)) * change > epsilon) continue;
    const policy = actionValues(process, v, gamma).map((q) => q.indexOf(Math.max(...q)));
    return { v, policy, sweeps };
  }
}

function refuse(process: Process, gamma: number, epsilon: number): void {
  if (!(gamma >= 0 && gamma < 1))
    throw new RangeError(`valueIteration: gamma is ${gamma}, at least 0 and below 1 is needed`);
  if (!(epsilon > 0)) throw new RangeError(`valueIteration: epsilon is ${epsilon}, above 0 is needed`);
  for (const [s, actions] of process.entries())
    for (const [a, outcomes] of actions.entries()) {
      const total = outcomes.reduce((sum, { chance }) => sum + chance, 0);
      if (!(Math.abs(total - 1) <= 1e-9))
        throw new RangeError(
          `valueIteration: chances of action ${a} in state ${s} add up to ${total}, 1 is needed`,
        );
    }
}
