import { edgeLength, type ModuleEdge, type ModuleRows, moduleCentres } from "./module-edges.ts";

const sweeps = 8;
const starts = 6;

/**
 * Orders the modules within their layers so that the edges between modules are short.
 *
 * From the alphabetical order and several fixed others: barycentre sweeps up and down (Sugiyama, Tagawa and Toda 1981), then
 * single moves within a row for as long as one shortens the whole. The best of all is kept, and turned so that
 * more edges within a layer lead to the right. Nothing is drawn at random: the starts are shuffles by a fixed
 * generator, so that the same graph gives the same order on every machine.
 */
export function orderModules(rows: ModuleRows, edges: readonly ModuleEdge[]): ModuleRows {
  const alphabetical = rows.map((row) => [...row].sort());
  const next = generator(1);
  const shuffles = Array.from({ length: starts }, () => alphabetical.map((row) => shuffled(row, next)));
  let best = improve(alphabetical, edges);
  for (const start of [alphabetical, ...shuffles]) {
    const order = improve(sweep(start, edges), edges);
    if (edgeLength(order, edges) < edgeLength(best, edges) - 1e-9) best = order;
  }
  return prerequisitesLeft(best, edges);
}

function sweep(rows: ModuleRows, edges: readonly ModuleEdge[]): ModuleRows {
  const order = rows.map((row) => [...row]);
  const upwards = order.map((_, k) => k);
  for (let round = 0; round < sweeps; round++) {
    for (const k of round % 2 === 0 ? upwards : upwards.toReversed()) {
      const x = moduleCentres(order);
      const pull = barycentres(order[k]!, edges, x);
      order[k]!.sort((a, b) => pull.get(a)! - pull.get(b)! || x.get(a)! - x.get(b)!);
    }
  }
  return order;
}

/** The weighted mean position of each module's neighbours; its own position where it has none. */
function barycentres(row: string[], edges: readonly ModuleEdge[], x: Map<string, number>) {
  const sum = new Map(row.map((id) => [id, { moment: 0, weight: 0 }]));
  for (const { from, to, weight } of edges) {
    for (const [here, there] of [
      [from, to],
      [to, from],
    ] as const) {
      const entry = sum.get(here);
      if (entry === undefined) continue;
      entry.moment += weight * x.get(there)!;
      entry.weight += weight;
    }
  }
  return new Map([...sum].map(([id, { moment, weight }]) => [id, weight > 0 ? moment / weight : x.get(id)!]));
}

/** Takes one module out and puts it elsewhere in its row (a step of one is an adjacent swap) while that shortens. */
function improve(rows: ModuleRows, edges: readonly ModuleEdge[]): ModuleRows {
  const order = rows.map((row) => [...row]);
  for (let moved = true; moved; ) {
    moved = false;
    for (let k = 0; k < order.length; k++) {
      const members = new Set(order[k]);
      const touching = edges.filter(({ from, to }) => members.has(from) || members.has(to));
      let length = edgeLength(order, touching);
      for (let from = 0; from < order[k]!.length; from++) {
        for (let to = 0; to < order[k]!.length; to++) {
          if (to === from) continue;
          const before = order[k]!;
          order[k] = movedTo(before, from, to);
          const after = edgeLength(order, touching);
          if (after < length - 1e-9) {
            length = after;
            moved = true;
          } else {
            order[k] = before;
          }
        }
      }
    }
  }
  return order;
}

function movedTo(row: string[], from: number, to: number): string[] {
  const rest = row.toSpliced(from, 1);
  return rest.toSpliced(to, 0, row[from]!);
}

function prerequisitesLeft(rows: ModuleRows, edges: readonly ModuleEdge[]): ModuleRows {
  const x = moduleCentres(rows);
  const layer = new Map(rows.flatMap((row, k) => row.map((id) => [id, k] as const)));
  let rightward = 0;
  for (const { from, to, weight } of edges)
    if (layer.get(from) === layer.get(to)) rightward += weight * Math.sign(x.get(to)! - x.get(from)!);
  return rightward >= 0 ? rows : rows.map((row) => row.toReversed());
}

function shuffled(row: string[], next: () => number): string[] {
  const result = [...row];
  for (let i = result.length - 1; i > 0; i--) {
    const j = next() % (i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** xorshift32 (Marsaglia 2003): enough for shuffles, the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
