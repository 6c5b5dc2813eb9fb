import type { LabRandom } from "@blankfile/curriculum/lab";
import {
  type Bell,
  forward,
  forwardSlopes,
  logP,
  logQ,
  reverse,
  reverseSlopes,
  type Source,
  sourceOf,
} from "./divergence.ts";

/** What the reader set. */
export interface Chosen {
  direction: string;
  gap: number;
  weight: number;
  spread: number;
  mean: number;
  width: number;
}

export interface Moment {
  q: Bell;
  forward: number;
  reverse: number;
  /** Estimates of D(q‖p) from a hundred draws of q: mean of −log r, and of r − 1 − log r, with r = p/q. */
  plain?: number;
  corrected?: number;
}

export interface State {
  source: Source;
  history: Moment[];
  /** The minimised divergence over mean and log spread, row-major. */
  hollow: {
    xRange: [number, number];
    yRange: [number, number];
    rows: number;
    cols: number;
    values: number[];
  };
}

const perFrame = 3;
const mostFrames = 100;
const rate = 0.15;
/** No step moves the mean by more than this many spreads, or the logarithm of the spread by more than this. */
const longest = 0.25;
export const draws = 100;

export function start(chosen: Chosen): State {
  const source = sourceOf(chosen.gap, chosen.weight, chosen.spread);
  const q = { mean: chosen.mean, logSpread: Math.log(chosen.width) };
  return {
    source,
    history: [{ q, forward: forward(source, q), reverse: reverse(source, q) }],
    hollow: hollow(source, chosen),
  };
}

/** Three steps of descent, then a hundred draws from where it stands. */
export function go({ source, history, hollow }: State, chosen: Chosen, random: LabRandom): State {
  let { q } = history.at(-1)!;
  for (let i = 0; i < perFrame; i++) q = descend(source, q, chosen.direction);
  const moment: Moment = {
    q,
    forward: forward(source, q),
    reverse: reverse(source, q),
    ...estimates(source, q, random),
  };
  return { source, history: [...history, moment], hollow };
}

export function isDone({ history }: State): boolean {
  const [before, last] = [history.at(-2), history.at(-1)!];
  if (before === undefined) return false;
  const moved = Math.abs(last.q.mean - before.q.mean) + Math.abs(last.q.logSpread - before.q.logSpread);
  return moved < 1e-5 || history.length > mostFrames;
}

/** Slopes are measured in spreads of the bell: m goes by σ² times its slope, log σ by half of it. */
export function descend(source: Source, q: Bell, direction: string): Bell {
  const slopes = [forwardSlopes(source, q), reverseSlopes(source, q)].filter(
    (_, i) => direction === "both" || direction === (i === 0 ? "forward" : "reverse"),
  );
  const [dm, ds] = [0, 1].map((k) => slopes.reduce((sum, slope) => sum + slope[k]!, 0)) as [number, number];
  const sigma = Math.exp(q.logSpread);
  const clipped = (step: number) => Math.max(-longest, Math.min(longest, step));
  return {
    mean: q.mean - sigma * clipped(rate * sigma * dm),
    logSpread: q.logSpread - clipped((rate * ds) / 2),
  };
}

/** What is minimised. */
export function objective(source: Source, q: Bell, direction: string): number {
  return (
    (direction === "reverse" ? 0 : forward(source, q)) + (direction === "forward" ? 0 : reverse(source, q))
  );
}

/** Where the bell ended: "left" or "right" on one bump, "both" if it is much wider than the bump it is nearest to. */
export function ending({ source, history }: State): string {
  const { q } = history.at(-1)!;
  const [left, right] = source.bumps as [Source["bumps"][0], Source["bumps"][0]];
  const onLeft = Math.abs(q.mean - left.centre) <= Math.abs(q.mean - right.centre);
  if (Math.exp(q.logSpread) > 1.2 * (onLeft ? left : right).spread) return "both";
  return onLeft ? "left" : "right";
}

function estimates(source: Source, q: Bell, random: LabRandom): { plain: number; corrected: number } {
  let [plain, corrected] = [0, 0];
  for (let i = 0; i < draws; i++) {
    const x = q.mean + Math.exp(q.logSpread) * random.normal();
    const logR = logP(source, x) - logQ(q, x);
    plain -= logR / draws;
    corrected += (Math.expm1(logR) - logR) / draws;
  }
  return { plain, corrected };
}

function hollow(source: Source, { direction, gap, mean }: Chosen): State["hollow"] {
  const reach = Math.max(gap / 2 + 1.5, Math.abs(mean) + 0.5);
  const [xRange, yRange]: [number, number][] = [
    [-reach, reach],
    [Math.log(0.2), Math.log(8)],
  ];
  const [rows, cols] = [24, 30];
  const values = Array.from({ length: rows * cols }, (_, k) => {
    const at = ([low, high]: [number, number], share: number) => low + share * (high - low);
    const q = {
      mean: at(xRange!, ((k % cols) + 0.5) / cols),
      logSpread: at(yRange!, (Math.floor(k / cols) + 0.5) / rows),
    };
    return Math.log10(objective(source, q, direction) + 0.05);
  });
  return { xRange: xRange!, yRange: yRange!, rows, cols, values };
}
