import type { LabRandom } from "@blankfile/curriculum/lab";
import { landscapes, type Pair, reach } from "./landscapes.ts";

export interface Chosen {
  /** A key of `landscapes`. */
  landscape: string;
  /** c in the landscape's formula. */
  strength: number;
  /** "any", "axes" or "short". */
  chords: string;
}

export interface Chord {
  from: Pair;
  to: Pair;
  /** Where the chord was compared with the graph: from + share · (to − from). */
  share: number;
  /** Chord minus graph there. */
  gap: number;
}

export interface State {
  tried: number;
  below: number;
  latest: Chord[];
  /** The one with the lowest gap so far. */
  worst: Chord | undefined;
  /** Share of chords below the graph, after each step. */
  history: { tried: number; below: number }[];
}

export const perStep = 20;
export const mostSteps = 40;
const shortLength = 0.4;

/** Gaps above this are rounding. */
const rounding = -1e-9;

export function start(): State {
  return { tried: 0, below: 0, latest: [], worst: undefined, history: [] };
}

/** Tries another `perStep` chords. */
export function go(state: State, chosen: Chosen, random: LabRandom): State {
  const latest = Array.from({ length: perStep }, () => chordAt(chosen, random));
  const tried = state.tried + perStep;
  const below = state.below + latest.filter(isBelow).length;
  const all = state.worst === undefined ? latest : [state.worst, ...latest];
  const worst = all.reduce((low, one) => (one.gap < low.gap ? one : low));
  return { tried, below, latest, worst, history: [...state.history, { tried, below }] };
}

export function isDone({ history }: State): boolean {
  return history.length >= mostSteps;
}

export function isBelow({ gap }: Chord): boolean {
  return gap < rounding;
}

/** x + share · (y − x). */
export function between({ from, to }: Chord, share: number): Pair {
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

/** Chord minus graph. */
export function gapOf(chosen: Chosen, from: Pair, to: Pair, share: number): number {
  const { f } = landscapes[chosen.landscape]!;
  const at = ([x, y]: Pair) => f(x, y, chosen.strength);
  const [x, y] = between({ from, to, share, gap: 0 }, share);
  return (1 - share) * at(from) + share * at(to) - f(x, y, chosen.strength);
}

function chordAt(chosen: Chosen, random: LabRandom): Chord {
  const [from, to] = ends(chosen.chords, random);
  const share = random.uniform();
  return { from, to, share, gap: gapOf(chosen, from, to, share) };
}

function ends(kind: string, random: LabRandom): [Pair, Pair] {
  const place = (): number => reach * (2 * random.uniform() - 1);
  const from: Pair = [place(), place()];
  if (kind === "axes") return [from, random.uniform() < 0.5 ? [place(), from[1]] : [from[0], place()]];
  if (kind === "any") return [from, [place(), place()]];
  const angle = 2 * Math.PI * random.uniform();
  const clamp = (v: number) => Math.min(reach, Math.max(-reach, v));
  return [
    from,
    [clamp(from[0] + shortLength * Math.cos(angle)), clamp(from[1] + shortLength * Math.sin(angle))],
  ];
}
