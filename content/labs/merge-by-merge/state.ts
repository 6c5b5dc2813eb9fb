import {
  type Base,
  type Counted,
  chunksOf,
  countPairs,
  encodeInOrder,
  encodeLongest,
  type Merge,
  merge,
  piecesOf,
  type Tie,
} from "./pairs.ts";

export interface Chosen {
  text: string;
  probe: string;
  base: string;
  split: boolean;
  tie: string;
  encoder: string;
}

export interface State {
  /** The training text, piece by piece, chunk by chunk. */
  chunks: string[][];
  merges: Merge[];
  /** The best pairs of the text as it stands now; at most eight. */
  candidates: Counted[];
  /** Pieces of the probe before any merge, chunk by chunk. */
  probeBase: string[][];
  probe: string[][];
  /** Pieces of both texts after each number of merges. */
  history: { merges: number; text: number; probe: number }[];
}

export const mostMerges = 80;

export function start(chosen: Chosen): State {
  const pieces = (text: string) =>
    chunksOf(text, chosen.split).map((chunk) => piecesOf(chunk, chosen.base as Base));
  const [chunks, probeBase] = [pieces(chosen.text), pieces(chosen.probe)];
  if (chunks.length === 0) throw new Error("The training text is empty; write a few words.");
  return {
    chunks,
    merges: [],
    candidates: best(chunks, chosen),
    probeBase,
    probe: probeBase,
    history: [{ merges: 0, text: size(chunks), probe: size(probeBase) }],
  };
}

export function go(state: State, chosen: Chosen): State {
  const [found] = state.candidates;
  if (found === undefined || isDone(state)) return state;
  const { left, right, count } = found;
  const merges = [...state.merges, { left, right, count }];
  const chunks = state.chunks.map((chunk) => merge(chunk, found));
  const encode = chosen.encoder === "longest" ? encodeLongest : encodeInOrder;
  const probe = state.probeBase.map((chunk) => encode(chunk, merges));
  const history = [...state.history, { merges: merges.length, text: size(chunks), probe: size(probe) }];
  return { ...state, chunks, merges, candidates: best(chunks, chosen), probe, history };
}

/** Nothing occurs twice, or there are enough merges. */
export function isDone({ candidates, merges }: State): boolean {
  return merges.length >= mostMerges || (candidates[0]?.count ?? 0) < 2;
}

/** Pairs that occur as often as the best one. */
export function tied({ candidates }: State): Counted[] {
  return candidates.filter(({ count }) => count === candidates[0]!.count);
}

export function size(chunks: readonly (readonly string[])[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

function best(chunks: readonly (readonly string[])[], chosen: Chosen): Counted[] {
  return countPairs(chunks, chosen.tie as Tie).slice(0, 8);
}
