export interface Answer {
  reward: number;
  logProbs: readonly number[];
  oldLogProbs: readonly number[];
  refLogProbs: readonly number[];
}

export interface Settings {
  epsilon: number;
  beta: number;
}

/** s² is half the mean squared difference of two members drawn with repeats. */
export function groupAdvantages(rewards: readonly number[], divide: boolean): number[] {
  const G = rewards.length;
  if (G < 1) throw new RangeError("a group needs an answer");
  let squares = 0;
  for (const a of rewards) for (const b of rewards) squares += (a - b) ** 2;
  if (squares === 0) return new Array<number>(G).fill(0);
  const spread = divide ? Math.sqrt(squares / 2) / G : 1;
  return rewards.map((own) => {
    let lead = 0;
    for (const other of rewards) lead += own - other;
    return lead / G / spread;
  });
}

/** d²/2 + d³/6 + … where the difference would cancel. */
export function klTerms(logProbs: readonly number[], refLogProbs: readonly number[]): number[] {
  return refLogProbs.map((ref, t) => {
    const d = ref - logProbs[t]!;
    return Math.abs(d) < 1e-2 ? series(d) : Math.exp(d) - 1 - d;
  });
}

export function grpoObjective(
  answers: readonly Answer[],
  { epsilon, beta }: Settings,
): { value: number; gradient: number[][] } {
  if (Number.isNaN(epsilon) || epsilon <= 0 || Number.isNaN(beta) || beta < 0)
    throw new RangeError("settings out of range");
  const advantages = groupAdvantages(
    answers.map((answer) => answer.reward),
    true,
  );
  const parts = answers.map((answer, i) => perAnswer(answer, advantages[i]!, epsilon, beta));
  return {
    value: parts.reduce((sum, part) => sum + part.value, 0) / parts.length,
    gradient: parts.map(({ slopes }) => slopes.map((slope) => slope / parts.length)),
  };
}

function perAnswer(
  answer: Answer,
  A: number,
  epsilon: number,
  beta: number,
): { value: number; slopes: number[] } {
  const T = answer.logProbs.length;
  if (T < 1 || answer.oldLogProbs.length !== T || answer.refLogProbs.length !== T)
    throw new RangeError("an answer's arrays must have one length, at least 1");
  const k = klTerms(answer.logProbs, answer.refLogProbs);
  let value = 0;
  const slopes: number[] = [];
  for (let t = 0; t < T; t++) {
    const rho = Math.exp(answer.logProbs[t]!) / Math.exp(answer.oldLogProbs[t]!);
    const bound = A > 0 ? Math.min(rho, 1 + epsilon) : Math.max(rho, 1 - epsilon);
    value += (bound * A - beta * k[t]!) / T;
    const pull = beta * (1 - Math.exp(answer.refLogProbs[t]! - answer.logProbs[t]!));
    slopes.push(((bound === rho ? rho * A : 0) - pull) / T);
  }
  return { value, slopes };
}

function series(d: number): number {
  let [term, sum] = [d, 0];
  for (let k = 2; k < 12; k++) {
    term *= d / k;
    sum += term;
  }
  return sum;
}
