import type { Format } from "./formats.ts";

/** What has been added up so far, all of it in the chosen format. */
export interface Sum {
  /** What was subtracted from the scores. */
  shift: number;
  /** Σ e^(z − shift) over the scores so far. */
  total: number;
}

/** One way to write log-sum-exp and softmax. */
export interface Way {
  label: string;
  /** Before the first score. */
  start: (scores: readonly number[], highest: number, format: Format) => Sum;
  /** One score more. */
  add: (sum: Sum, score: number, format: Format) => Sum;
  /** The exponent that stands for a score. */
  exponent: (sum: Sum, score: number, format: Format) => number;
  /** The probability of a score, once all are added and log-sum-exp is known. */
  probability: (sum: Sum, score: number, lse: number, format: Format) => number;
}

const less = (sum: Sum, score: number, { round }: Format): number => round(score - sum.shift);
const term = (exponent: number, { round }: Format): number => round(Math.exp(exponent));

/** The scores less a number that is fixed beforehand. */
function shifted(label: string, shift: Way["start"]): Way {
  return {
    label,
    start: shift,
    add: (sum, score, format) => ({
      ...sum,
      total: format.round(sum.total + term(less(sum, score, format), format)),
    }),
    exponent: less,
    probability: (sum, score, _, format) => format.round(term(less(sum, score, format), format) / sum.total),
  };
}

const largest = shifted("the largest score subtracted", (scores) => ({
  shift: Math.max(...scores),
  total: 0,
}));

const clipped = (sum: Sum, score: number, format: Format): number =>
  Math.min(less(sum, score, format), format.cutoff);

export const ways: Record<string, Way> = {
  plain: shifted("as the formula stands", () => ({ shift: 0, total: 0 })),
  clip: {
    ...shifted("scores cut off at 8, 80 or 700, by the precision", () => ({ shift: 0, total: 0 })),
    add: (sum, score, format) => ({
      ...sum,
      total: format.round(sum.total + term(clipped(sum, score, format), format)),
    }),
    exponent: clipped,
    probability: (sum, score, _, format) =>
      format.round(term(clipped(sum, score, format), format) / sum.total),
  },
  mean: shifted("the mean of the scores subtracted", (scores, _, { round }) => ({
    shift: round(scores.reduce((total, score) => total + score, 0) / scores.length),
    total: 0,
  })),
  batch: shifted("the largest score of the whole batch subtracted", (_, highest) => ({
    shift: highest,
    total: 0,
  })),
  largest,
  free: {
    ...largest,
    label: "the same, and probabilities as e^(z − log-sum-exp)",
    probability: (_, score, lse, format) => term(format.round(score - lse), format),
  },
  running: {
    ...largest,
    label: "in one walk: the largest so far, the sum rescaled",
    start: () => ({ shift: Number.NEGATIVE_INFINITY, total: 0 }),
    add: ({ shift, total }, score, format) => {
      if (score === shift) return { shift, total: format.round(total + 1) };
      const { round } = format;
      if (score < shift) return { shift, total: round(total + term(round(score - shift), format)) };
      return { shift: score, total: round(round(total * term(round(shift - score), format)) + 1) };
    },
  },
};

/** shift + log total, in the format. */
export function logSumOf({ shift, total }: Sum, { round }: Format): number {
  return round(shift + round(Math.log(total)));
}

/** Log-sum-exp of the whole row, as the way has it. */
export function logSumExp(way: Way, scores: readonly number[], highest: number, format: Format): number {
  const start = way.start(scores, highest, format);
  return logSumOf(
    scores.reduce((sum, score) => way.add(sum, score, format), start),
    format,
  );
}

/** Log-sum-exp in double precision, small results included: the largest term is left out of the sum. */
export function exactLogSumExp(scores: readonly number[]): number {
  const m = Math.max(...scores);
  if (m === Number.NEGATIVE_INFINITY) return m;
  const at = scores.indexOf(m);
  const rest = scores.reduce((sum, score, k) => (k === at ? sum : sum + Math.exp(score - m)), 0);
  return m + Math.log1p(rest);
}
