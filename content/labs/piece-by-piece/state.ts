import type { LabRandom } from "@blankfile/curriculum/lab";
import { svd, tensor } from "@blankfile/tensor";
import { cols, rows, sampled } from "./drawings.ts";

export interface Chosen {
  /** A key of `drawings`. */
  drawing: string;
  /** Degrees by which it is turned. */
  turn: number;
  /** Standard deviation of what is added to each entry. */
  noise: number;
  order: string;
}

/** One term σ u vᵀ. */
export interface Piece {
  value: number;
  /** Shape rows. */
  u: number[];
  /** Shape cols. */
  v: number[];
}

export interface State {
  /** The drawing without noise, row-major; and with it. */
  clean: number[];
  given: number[];
  /** All pieces, the largest first; and the order in which they are taken, as indices. */
  pieces: Piece[];
  order: number[];
  /** Sum of the pieces taken so far, row-major. */
  sum: number[];
  /** Distances of the sums so far, from the first (nothing) on: square root of the sum of squares. */
  history: { toGiven: number; toClean: number }[];
}

/** Pieces below this are rounding. */
export const smallest = 1e-9;

/** Each piece is kept as a value, a column and a row. */
export const numbersPerPiece = 1 + rows + cols;

export function start(chosen: Chosen, random: LabRandom): State {
  const clean = sampled(chosen.drawing, chosen.turn);
  const given = clean.map((x) => x + chosen.noise * random.normal());
  const pieces = piecesOf(given);
  const sum = given.map(() => 0);
  const history = [distances(sum, { given, clean })];
  return { clean, given, pieces, order: ordered(pieces.length, chosen.order, random), sum, history };
}

/** Adds the next piece. */
export function go(state: State): State {
  const { value, u, v } = state.pieces[state.order[taken(state)]!]!;
  const sum = state.sum.map((x, i) => x + value * u[Math.floor(i / cols)]! * v[i % cols]!);
  return { ...state, sum, history: [...state.history, distances(sum, state)] };
}

export function isDone(state: State): boolean {
  return taken(state) === state.pieces.length;
}

export function taken({ history }: State): number {
  return history.length - 1;
}

/** The piece that was added last. */
export function latest(state: State): Piece | undefined {
  return state.pieces[state.order[taken(state) - 1]!];
}

export const size = (x: readonly number[]): number => Math.hypot(...x);

/** The number of pieces, the largest first, after which at most a tenth of the picture's size is left. */
export function toATenth(state: State): number {
  const whole = size(state.given);
  let count = 0;
  while (size(state.pieces.slice(count).map(({ value }) => value)) > 0.1 * whole) count++;
  return count;
}

/** The pieces of a matrix of shape rows × cols, without those that are rounding. */
export function piecesOf(matrix: readonly number[]): Piece[] {
  const lines = Array.from({ length: rows }, (_, i) => matrix.slice(i * cols, (i + 1) * cols));
  const { U, S, Vh } = svd(tensor(lines, { dtype: "float64" }));
  const [left, values, right] = [U.toArray(), S.toArray(), Vh.toArray()] as [
    number[][],
    number[],
    number[][],
  ];
  return values
    .map((value, l) => ({ value, u: left.map((row) => row[l]!), v: right[l]! }))
    .filter(({ value }) => value > smallest);
}

function distances(sum: readonly number[], { given, clean }: { given: number[]; clean: number[] }) {
  return {
    toGiven: size(sum.map((x, i) => x - given[i]!)),
    toClean: size(sum.map((x, i) => x - clean[i]!)),
  };
}

function ordered(count: number, order: string, random: LabRandom): number[] {
  const indices = Array.from({ length: count }, (_, l) => l);
  if (order === "smallest") return indices.reverse();
  if (order === "largest") return indices;
  const keys = indices.map(() => random.uniform());
  return indices.sort((a, b) => keys[a]! - keys[b]!);
}
