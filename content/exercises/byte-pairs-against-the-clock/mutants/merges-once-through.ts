// Encoding goes through the merges once, in their order.
/** [left piece, right piece] */
export type Merge = [string, string];

interface Counted {
  pair: Merge;
  count: number;
}

export function train(words: [string, number][], count: number): Merge[] {
  let split = words.map(([word, frequency]) => ({ pieces: [...word], frequency }));
  const merges: Merge[] = [];
  while (merges.length < count) {
    const counts = new Map<string, Counted>();
    for (const { pieces, frequency } of split) {
      for (let i = 0; i + 1 < pieces.length; i++) {
        const pair: Merge = [pieces[i]!, pieces[i + 1]!];
        const key = JSON.stringify(pair);
        counts.set(key, { pair, count: (counts.get(key)?.count ?? 0) + frequency });
      }
    }
    const best = [...counts.values()].sort(byCountThenPieces)[0];
    if (best === undefined || best.count < 2) break;
    merges.push(best.pair);
    split = split.map(({ pieces, frequency }) => ({ pieces: merged(pieces, best.pair), frequency }));
  }
  return merges;
}

/** The earliest merge that is present, everywhere, until none is. */
export function encode(word: string, merges: Merge[]): string[] {
  let pieces = [...word];
  for (const merge of merges) pieces = merged(pieces, merge);
  return pieces;
}

export function vocabulary(words: [string, number][], merges: Merge[]): string[] {
  return [
    ...new Set([...words.flatMap(([word]) => [...word]), ...merges.map(([left, right]) => left + right)]),
  ];
}

export function toIds(pieces: string[], vocab: string[]): number[] {
  const ids = new Map(vocab.map((piece, id) => [piece, id]));
  return pieces.map((piece) => {
    const id = ids.get(piece);
    if (id === undefined) throw new RangeError(`toIds: "${piece}" is none of the ${vocab.length} pieces`);
    return id;
  });
}

export function fromIds(ids: number[], vocab: string[]): string {
  return ids
    .map((id) => {
      const piece = vocab[id];
      if (piece === undefined)
        throw new RangeError(`fromIds: id ${id}, one of 0 to ${vocab.length - 1} is needed`);
      return piece;
    })
    .join("");
}

function byCountThenPieces(a: Counted, b: Counted): number {
  return b.count - a.count || compared(a.pair[0], b.pair[0]) || compared(a.pair[1], b.pair[1]);
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each occurrence of the pair as one piece; a piece that was used is not used again. */
function merged(pieces: string[], [left, right]: Merge): string[] {
  const out: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    if (pieces[i] === left && pieces[i + 1] === right) {
      out.push(left + right);
      i++;
    } else out.push(pieces[i]!);
  }
  return out;
}
