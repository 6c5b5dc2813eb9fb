/** [left id, right id]; merge r of the list makes the id 256 + r. */
export type Pair = [number, number];

/** At most `count` merges, in the order in which they were learnt. */
export function train(chunks: readonly (readonly number[])[], count: number): Pair[] {
  const merges: Pair[] = [];
  let current = chunks;
  while (merges.length < count) {
    const best = mostFrequent(current);
    if (best === undefined) break;
    const id = 256 + merges.length;
    merges.push(best);
    current = current.map((chunk) => replace(chunk, best, id));
  }
  return merges;
}

/** The ids of one chunk of bytes. */
export function encode(bytes: readonly number[], merges: readonly Pair[]): number[] {
  const ranks = new Map(merges.map(([left, right], rank) => [`${left},${right}`, rank]));
  let ids = [...bytes];
  for (;;) {
    let first = merges.length;
    for (let i = 1; i < ids.length; i++)
      first = Math.min(first, ranks.get(`${ids[i - 1]},${ids[i]}`) ?? merges.length);
    if (first === merges.length) return ids;
    ids = replace(ids, merges[first]!, 256 + first);
  }
}

/** The bytes that the ids stand for. */
export function decode(ids: readonly number[], merges: readonly Pair[]): number[] {
  return ids.flatMap((id) => {
    if (Number.isInteger(id) && id >= 0 && id < 256) return [id];
    const pair = merges[id - 256];
    if (pair === undefined)
      throw new RangeError(`decode: id ${id}, a byte or one of ${merges.length} merges is needed`);
    return decode(pair, merges);
  });
}

/** The pair that occurs most often; of equals the lowest ids; undefined if none occurs twice. */
function mostFrequent(chunks: readonly (readonly number[])[]): Pair | undefined {
  const counts = new Map<string, { pair: Pair; count: number }>();
  for (const chunk of chunks)
    for (let i = 1; i < chunk.length; i++) {
      const pair: Pair = [chunk[i - 1]!, chunk[i]!];
      const entry = counts.get(String(pair)) ?? { pair, count: 0 };
      entry.count++;
      counts.set(String(pair), entry);
    }
  const [best] = [...counts.values()].sort(
    (a, b) => b.count - a.count || a.pair[0] - b.pair[0] || a.pair[1] - b.pair[1],
  );
  return best !== undefined && best.count >= 2 ? best.pair : undefined;
}

function replace(ids: readonly number[], [left, right]: Pair, id: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const here = ids[i] === left && ids[i + 1] === right;
    merged.push(here ? id : ids[i]!);
    if (here) i++;
  }
  return merged;
}
