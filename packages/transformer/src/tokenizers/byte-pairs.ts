/** [left id, right id]; merge r of a list makes the id 256 + r. */
export type Pair = readonly [left: number, right: number];

/** Ids stay below this, so that two of them make one whole number that a double holds. */
const most = 2 ** 24;
const key = (left: number, right: number): number => left * most + right;

/** A chunk as it stands now, and how often the text has it. */
interface Chunk {
  ids: number[];
  times: number;
}

/**
 * Learns at most `count` merges from lists of bytes. In each round the pair of neighbours within a chunk that occurs most often becomes one id,
 * everywhere, from left to right; among equal counts the lowest left id, then the lowest right id. A pair that occurs once is not worth an id,
 * and ends it.
 *
 * The counts are kept from round to round: only chunks that hold the merged pair are read again.
 *
 * Sennrich, Haddow, Birch 2016, algorithm 1, https://arxiv.org/abs/1508.07909, on bytes as in Radford et al. 2019, section 2.2.
 */
export function trainBytePairs(chunks: Iterable<readonly number[]>, count: number): Pair[] {
  if (!Number.isInteger(count) || count < 0 || count > most - 256)
    throw new RangeError(`trainBytePairs: ${count} merges, a whole number of at least 0 is needed`);
  const different = distinct(chunks);
  const counts = new Map<number, number>();
  const holders = new Map<number, Set<Chunk>>();
  const note = (chunk: Chunk, sign: 1 | -1) => {
    for (let i = 1; i < chunk.ids.length; i++) {
      const pair = key(chunk.ids[i - 1]!, chunk.ids[i]!);
      const now = (counts.get(pair) ?? 0) + sign * chunk.times;
      if (now === 0) counts.delete(pair);
      else counts.set(pair, now);
      if (sign === 1) holders.set(pair, (holders.get(pair) ?? new Set()).add(chunk));
    }
  };
  for (const chunk of different) note(chunk, 1);

  const merges: Pair[] = [];
  while (merges.length < count) {
    const best = mostFrequent(counts);
    if (best === undefined || counts.get(best)! < 2) break;
    const pair: Pair = [Math.floor(best / most), best % most];
    // A chunk may have lost the pair since it was noted; merging finds nothing there.
    for (const chunk of holders.get(best)!) {
      note(chunk, -1);
      chunk.ids = merged(chunk.ids, pair, 256 + merges.length);
      note(chunk, 1);
    }
    holders.delete(best);
    merges.push(pair);
  }
  return merges;
}

/** The ids of one chunk of bytes: of the pairs that stand in it, the one that was learnt first is merged everywhere, until none was learnt. */
export function encodeBytePairs(bytes: readonly number[], merges: readonly Pair[] | MergeRanks): number[] {
  const ranks = merges instanceof Map ? merges : mergeRanks(merges as readonly Pair[]);
  let ids = [...bytes];
  while (ids.length > 1) {
    let first = Number.POSITIVE_INFINITY;
    for (let i = 1; i < ids.length; i++) {
      const rank = ranks.get(key(ids[i - 1]!, ids[i]!));
      if (rank !== undefined && rank < first) first = rank;
    }
    if (first === Number.POSITIVE_INFINITY) break;
    ids = mergedAt(ids, first, ranks);
  }
  return ids;
}

/** The bytes that the ids stand for. Throws a RangeError on an id that is neither a byte nor a merge. */
export function decodeBytePairs(ids: readonly number[], merges: readonly Pair[]): number[] {
  const bytes: number[] = [];
  for (const id of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= 256 + merges.length)
      throw new RangeError(`decodeBytePairs: id ${id}, one of 0 to ${255 + merges.length} is needed`);
    const stack = [id];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top < 256) bytes.push(top);
      else stack.push(merges[top - 256]![1], merges[top - 256]![0]);
    }
  }
  return bytes;
}

/** When each pair was learnt. */
export type MergeRanks = ReadonlyMap<number, number>;

export function mergeRanks(merges: readonly Pair[]): MergeRanks {
  return new Map(merges.map(([left, right], rank) => [key(left, right), rank]));
}

function distinct(chunks: Iterable<readonly number[]>): Chunk[] {
  const found = new Map<string, Chunk>();
  for (const bytes of chunks) {
    const text = bytes.join(" ");
    const chunk = found.get(text);
    if (chunk === undefined) found.set(text, { ids: [...bytes], times: 1 });
    else chunk.times++;
  }
  return [...found.values()];
}

function mostFrequent(counts: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [pair, count] of counts)
    if (count > most || (count === most && pair < best!)) {
      best = pair;
      most = count;
    }
  return best;
}

function merged(ids: readonly number[], [left, right]: Pair, id: number): number[] {
  const result: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const found = ids[i] === left && ids[i + 1] === right;
    result.push(found ? id : ids[i]!);
    if (found) i++;
  }
  return result;
}

function mergedAt(ids: readonly number[], rank: number, ranks: MergeRanks): number[] {
  const result: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    const found = i + 1 < ids.length && ranks.get(key(ids[i]!, ids[i + 1]!)) === rank;
    result.push(found ? 256 + rank : ids[i]!);
    if (found) i++;
  }
  return result;
}
