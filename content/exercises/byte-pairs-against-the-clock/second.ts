export type Merge = [string, string];

/** Maps of maps for the counts, and the best pair found on the way through them. */
export function train(words: [string, number][], count: number): Merge[] {
  const merges: Merge[] = [];
  const state = new Map(words.map(([word]) => [word, [...word]]));
  for (let round = 0; round < count; round++) {
    const table = new Map<string, Map<string, number>>();
    for (const [word, frequency] of words) {
      state.get(word)!.reduce((left, right) => {
        const row = table.get(left) ?? new Map<string, number>();
        table.set(left, row.set(right, (row.get(right) ?? 0) + frequency));
        return right;
      }, "");
    }
    table.delete("");
    let best: Merge | undefined;
    let most = 1;
    for (const left of [...table.keys()].sort()) {
      const row = table.get(left)!;
      for (const right of [...row.keys()].sort()) {
        if (row.get(right)! <= most) continue;
        most = row.get(right)!;
        best = [left, right];
      }
    }
    if (best === undefined) return merges;
    merges.push(best);
    for (const [word, pieces] of state) state.set(word, joined(pieces, best));
  }
  return merges;
}

/** The neighbours' ranks, again and again, the lowest first. */
export function encode(word: string, merges: Merge[]): string[] {
  const pieces = Array.from(word);
  const rank = (i: number): number =>
    merges.findIndex((merge) => merge[0] === pieces[i] && merge[1] === pieces[i + 1]);
  function lowest(): number {
    const ranks = pieces.map((_, i) => (i + 1 < pieces.length ? rank(i) : -1)).filter((r) => r >= 0);
    return ranks.length > 0 ? Math.min(...ranks) : -1;
  }
  for (let r = lowest(); r >= 0; r = lowest()) pieces.splice(0, pieces.length, ...joined(pieces, merges[r]!));
  return pieces;
}

export function vocabulary(words: [string, number][], merges: Merge[]): string[] {
  const found: string[] = [];
  const add = (piece: string) => {
    if (!found.includes(piece)) found.push(piece);
  };
  for (const [word] of words) for (const character of word) add(character);
  for (const merge of merges) add(merge.join(""));
  return found;
}

export function toIds(pieces: string[], vocab: string[]): number[] {
  const ids = pieces.map((piece) => vocab.indexOf(piece));
  if (ids.includes(-1)) throw new RangeError("toIds: a piece is unknown");
  return ids;
}

export function fromIds(ids: number[], vocab: string[]): string {
  let text = "";
  for (const id of ids) {
    if (!Number.isInteger(id) || id < 0 || id >= vocab.length) throw new RangeError(`fromIds: ${id}`);
    text += vocab[id];
  }
  return text;
}

/** Pieces are put on a stack; a right piece that meets its left one, not itself just made, joins it. */
function joined(pieces: readonly string[], [left, right]: Merge): string[] {
  const stack: string[] = [];
  let open = false;
  for (const piece of pieces) {
    if (open && piece === right) {
      stack[stack.length - 1] = left + right;
      open = false;
    } else {
      stack.push(piece);
      open = piece === left;
    }
  }
  return stack;
}
