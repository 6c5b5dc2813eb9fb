// The next state's row is used after the end too.
/** Q[s][a], S × A. */
export type Table = readonly (readonly number[])[];

export interface Step {
  state: number;
  action: number;
  reward: number;
  next: number;
  /** The process ended with this step. */
  terminated: boolean;
}

/** The action with the largest value, the first one of equals. */
export function greedy(row: readonly number[]): number {
  if (row.length === 0) throw new RangeError("greedy: a row without actions; at least one is needed");
  return row.indexOf(Math.max(...row));
}

/** With probability ε any action, otherwise the greedy one. */
export function epsilonGreedy(row: readonly number[], epsilon: number, random: () => number): number {
  const best = greedy(row);
  refuse(epsilon);
  return random() < epsilon ? Math.floor(random() * row.length) : best;
}

/** ε/A for each action, and 1 − ε more for the greedy one. */
export function greedyChances(row: readonly number[], epsilon: number): number[] {
  const best = greedy(row);
  refuse(epsilon);
  return row.map((_, a) => epsilon / row.length + (a === best ? 1 - epsilon : 0));
}

/** Q(s, a) + α (r + γ max Q(s′, ·) − Q(s, a)) */
export function qLearningStep(Q: Table, step: Step, alpha: number, gamma: number): number[][] {
  return moved(Q, step, alpha, gamma, (row) => row[greedy(row)]!);
}

/** Q(s, a) + α (r + γ Q(s′, a′) − Q(s, a)) */
export function sarsaStep(
  Q: Table,
  step: Step,
  nextAction: number,
  alpha: number,
  gamma: number,
): number[][] {
  return moved(Q, step, alpha, gamma, (row) => row[nextAction]!);
}

/** Q(s, a) + α (r + γ Σ_a′ π(a′|s′) Q(s′, a′) − Q(s, a)) */
export function expectedSarsaStep(
  Q: Table,
  step: Step,
  epsilon: number,
  alpha: number,
  gamma: number,
): number[][] {
  refuse(epsilon);
  return moved(Q, step, alpha, gamma, (row) =>
    greedyChances(row, epsilon).reduce((sum, p, a) => sum + p * row[a]!, 0),
  );
}

/** A copy of the table with one entry moved towards its target; `worth` reads the next state's row, and only if there is a next state. */
function moved(
  Q: Table,
  { state, action, reward, next, terminated }: Step,
  alpha: number,
  gamma: number,
  worth: (row: readonly number[]) => number,
): number[][] {
  const table = Q.map((row) => [...row]);
  const target = reward + gamma * worth(Q[next]!);
  table[state]![action]! += alpha * (target - Q[state]![action]!);
  return table;
}

function refuse(epsilon: number): void {
  if (!(epsilon >= 0 && epsilon <= 1))
    throw new RangeError(`epsilonGreedy: epsilon is ${epsilon}, at least 0 and at most 1 is needed`);
}
