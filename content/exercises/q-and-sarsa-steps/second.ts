export type Table = readonly (readonly number[])[];

export interface Step {
  state: number;
  action: number;
  reward: number;
  next: number;
  terminated: boolean;
}

export function greedy(row: readonly number[]): number {
  let best = 0;
  row.forEach((value, a) => {
    if (value > row[best]!) best = a;
  });
  if (best in row) return best;
  throw new RangeError("greedy: there is nothing to choose from");
}

export function epsilonGreedy(row: readonly number[], epsilon: number, random: () => number): number {
  const chances = greedyChances(row, epsilon);
  if (random() >= epsilon) return greedy(row);
  return Math.trunc(chances.length * random());
}

/** A mixture of two rows of probabilities. */
export function greedyChances(row: readonly number[], epsilon: number): number[] {
  if (Number.isNaN(epsilon) || epsilon < 0 || epsilon > 1)
    throw new RangeError(`epsilon ${epsilon} is no probability`);
  const chances = new Array<number>(row.length).fill(epsilon / row.length);
  chances[greedy(row)]! += 1 - epsilon;
  return chances;
}

/** Towards r alone, if that was the end, otherwise SARSA with the best action as the next one. */
export function qLearningStep(Q: Table, step: Step, alpha: number, gamma: number): number[][] {
  return sarsaStep(Q, step, step.terminated ? 0 : greedy(Q[step.next]!), alpha, gamma);
}

export function sarsaStep(
  Q: Table,
  step: Step,
  nextAction: number,
  alpha: number,
  gamma: number,
): number[][] {
  return towards(
    Q,
    step,
    step.terminated ? step.reward : step.reward + gamma * Q[step.next]![nextAction]!,
    alpha,
  );
}

/** ε times the plain mean of the row and 1 − ε times its largest value. */
export function expectedSarsaStep(
  Q: Table,
  step: Step,
  epsilon: number,
  alpha: number,
  gamma: number,
): number[][] {
  greedyChances([0], epsilon);
  if (step.terminated) return towards(Q, step, step.reward, alpha);
  const row = Q[step.next]!;
  let total = 0;
  for (const value of row) total += value;
  const worth = (epsilon * total) / row.length + (1 - epsilon) * Math.max(...row);
  return towards(Q, step, step.reward + gamma * worth, alpha);
}

function towards(Q: Table, { state, action }: Step, target: number, alpha: number): number[][] {
  return Q.map((row, s) =>
    row.map((old, a) => (s === state && a === action ? (1 - alpha) * old + alpha * target : old)),
  );
}
