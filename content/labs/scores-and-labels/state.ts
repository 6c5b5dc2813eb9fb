import { type Answer, crossEntropy, exact, softmax, ways } from "./ways.ts";

/** What the reader set. */
export interface Chosen {
  way: string;
  single: boolean;
  share: number;
  lead: number;
  temperature: number;
  smoothing: number;
  rate: number;
}

/** What is known after some steps. */
export interface Moment {
  taken: number;
  /** One score for each class. */
  z: number[];
  p: number[];
  /** What the chosen way answers. */
  answer: Answer;
  /** −Σ share · log p in full precision, by the fused formula. */
  trueLoss: number;
}

export interface State {
  /** The share of each label among the samples. */
  shares: number[];
  /** The same with the smoothing: what the loss asks for. */
  q: number[];
  history: Moment[];
  /** Whether the gradient held a NaN or an infinity. */
  broken: boolean;
}

export const classes = ["A", "B", "C", "D"];
export const mostSteps = 10_000;

/** Many samples that look alike to the network, so that they get the same scores; a share of them is labelled A, the rest B to D alike. */
export function start(chosen: Chosen): State {
  const { share, lead, smoothing } = chosen;
  const K = classes.length;
  const shares = classes.map((_, k) => (k === 0 ? share : (1 - share) / (K - 1)));
  const q = shares.map((value) => (1 - smoothing) * value + smoothing / K);
  const first = momentOf(
    { shares, q },
    chosen,
    0,
    classes.map((_, k) => (k === 1 ? lead : 0)),
  );
  return { shares, q, history: [first], broken: !isSound(first) };
}

/** A step of descent at first, then a sixth of those taken. */
export function go(state: State, chosen: Chosen): State {
  let now = state.history.at(-1)!;
  const count = Math.min(mostSteps - now.taken, Math.max(1, Math.floor(now.taken / 6)));
  const round = chosen.single ? Math.fround : exact;
  const { answer } = ways[chosen.way]!;
  let z = now.z;
  let { gradient } = now.answer;
  for (let i = 0; i < count; i++) {
    z = z.map((score, k) => round(score - round(chosen.rate * gradient[k]!)));
    if (i + 1 < count) gradient = answer(z, state.q, chosen.temperature, round).gradient;
  }
  now = momentOf(state, chosen, now.taken + count, z);
  return isSound(now) ? { ...state, history: [...state.history, now] } : { ...state, broken: true };
}

export function isDone({ history, broken }: State): boolean {
  return broken || history.at(-1)!.taken >= mostSteps;
}

function momentOf(
  { shares, q }: { shares: number[]; q: number[] },
  { way, single, temperature: T }: Chosen,
  taken: number,
  z: number[],
): Moment {
  const u = z.map((score) => score / T);
  const answer = ways[way]!.answer(z, q, T, single ? Math.fround : exact);
  return { taken, z, p: softmax(u), answer, trueLoss: crossEntropy(u, shares) };
}

function isSound({ z, answer }: Moment): boolean {
  return [...z, answer.loss, ...answer.gradient].every(Number.isFinite);
}
