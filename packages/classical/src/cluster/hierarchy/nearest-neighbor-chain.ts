import { type MergeTree, mergeTreeOf } from "./merge-tree.ts";

/**
 * How far the union of a and b is from c, from how far its parts are (Lance and Williams 1967):
 *
 *   complete  max(d_ac, d_bc)
 *   average   (n_a d_ac + n_b d_bc) / (n_a + n_b)
 *   ward      √(((n_a + n_c) d_ac² + (n_b + n_c) d_bc² − n_c d_ab²) / (n_a + n_b + n_c))
 */
export type Linkage = "ward" | "complete" | "average";

type Update = (dac: number, dbc: number, dab: number, na: number, nb: number, nc: number) => number;

const updates: Record<Linkage, Update> = {
  complete: (dac, dbc) => Math.max(dac, dbc),
  average: (dac, dbc, _dab, na, nb) => (na * dac + nb * dbc) / (na + nb),
  ward: (dac, dbc, dab, na, nb, nc) => {
    const total = na + nb + nc;
    return Math.sqrt(((na + nc) * dac * dac + (nb + nc) * dbc * dbc - nc * dab * dab) / total);
  },
};

/**
 * Joins the two nearest clusters again and again. A chain of nearest neighbours ends in a pair that are each other's; under these linkages nothing that
 * comes later is nearer to either, so the pair can be joined at once: N² distances are looked at a few times each, not N³.
 *
 * `distances` is [N, N] and is overwritten. Müllner 2011, https://arxiv.org/abs/1109.2378
 */
export function nearestNeighborChain(distances: Float64Array, N: number, linkage: Linkage): MergeTree {
  const update = updates[linkage];
  const sizes = new Int32Array(N).fill(1);
  const chain: number[] = [];
  const joins: { from: number; to: number; weight: number }[] = [];
  while (joins.length < N - 1) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    const [a, b, d] = lengthen(chain, distances, sizes, N);
    joins.push({ from: a, to: b, weight: d });
    // b stands for both from now on.
    for (let c = 0; c < N; c++) {
      if (sizes[c] === 0 || c === a || c === b) continue;
      const next = update(distances[a * N + c]!, distances[b * N + c]!, d, sizes[a]!, sizes[b]!, sizes[c]!);
      distances[b * N + c] = next;
      distances[c * N + b] = next;
    }
    sizes[b]! += sizes[a]!;
    sizes[a] = 0;
  }
  return mergeTreeOf(
    N,
    joins.sort((x, y) => x.weight - y.weight),
  );
}

/** Follows nearest neighbours until two are each other's; takes the two off the chain. Of equals the one before on the chain, then the first. */
function lengthen(
  chain: number[],
  distances: Float64Array,
  sizes: Int32Array,
  N: number,
): [a: number, b: number, d: number] {
  for (;;) {
    const x = chain.at(-1)!;
    let y = chain.at(-2) ?? -1;
    let least = y >= 0 ? distances[x * N + y]! : Number.POSITIVE_INFINITY;
    for (let i = 0; i < N; i++) {
      if (sizes[i] === 0 || i === x || distances[x * N + i]! >= least) continue;
      least = distances[x * N + i]!;
      y = i;
    }
    if (y === chain.at(-2)) {
      chain.length -= 2;
      return [Math.min(x, y), Math.max(x, y), least];
    }
    chain.push(y);
  }
}
