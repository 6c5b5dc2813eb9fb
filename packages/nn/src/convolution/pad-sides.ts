import { cat, pad, slice, type Tensor } from "@blankfile/tensor";

/** What stands around an image where a window reaches over its edge. */
export type PaddingMode = "zeros" | "reflect" | "replicate" | "circular";

export const paddingModes: readonly PaddingMode[] = ["zeros", "reflect", "replicate", "circular"];

/** How many elements are added before and after, for each of the last dimensions in order. */
export type Edges = readonly (readonly [before: number, after: number])[];

/**
 * x with its last dimensions widened: by zeros; by x's own elements mirrored at the edge, which is not repeated (reflect); by the edge
 * repeated (replicate); by the elements of the other end (circular).
 */
export function padSides(where: string, x: Tensor, edges: Edges, mode: PaddingMode): Tensor {
  if (edges.every(([before, after]) => before + after === 0)) return x;
  if (mode === "zeros") return pad(x, edges.toReversed().flat());
  const first = x.ndim - edges.length;
  return edges.reduce((wide, edge, side) => widen(where, wide, { d: first + side, edge, mode }), x);
}

interface Widening {
  d: number;
  edge: readonly [before: number, after: number];
  mode: Exclude<PaddingMode, "zeros">;
}

function widen(where: string, x: Tensor, { d, edge: [before, after], mode }: Widening): Tensor {
  const n = x.shape[d]!;
  const most = { reflect: n - 1, replicate: n > 0 ? Infinity : 0, circular: n }[mode];
  if (Math.max(before, after) > most) {
    throw new RangeError(
      `${where}: padding of ${before} before and ${after} after ${n} elements, at most ${most} is needed for ${mode}`,
    );
  }
  const from = Array.from({ length: before + n + after }, (_, i) => source(mode, i - before, n));
  const all = Array.from({ length: d }, () => null);
  return cat(
    runs(from).map((run) => slice(x, ...all, run)),
    { dim: d },
  );
}

/** Which of n elements stands at place i, which may lie before the first or after the last. */
function source(mode: Widening["mode"], i: number, n: number): number {
  if (mode === "replicate") return Math.min(Math.max(i, 0), n - 1);
  if (mode === "circular") return (i + n) % n;
  return i < 0 ? -i : i < n ? i : 2 * (n - 1) - i;
}

/** The places as ranges [from, to) of neighbours. */
function runs(places: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const place of places) {
    const last = found.at(-1);
    if (last?.[1] === place) last[1]++;
    else found.push([place, place + 1]);
  }
  return found;
}
