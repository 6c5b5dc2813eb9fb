/** Byte pair encoding on code points or bytes: pieces are written as the text they stand for, a byte as <C3>. */

/** How a text becomes the pieces that merging starts from. */
export type Base = "characters" | "bytes";

/** What decides between pairs that occur equally often. */
export type Tie = "alphabet" | "first" | "last";

export interface Merge {
  left: string;
  right: string;
  count: number;
}

export interface Counted extends Merge {
  /** Where the pair was met first, in the order of reading. */
  met: number;
}

/** Runs of letters, of digits, of the rest, each with the space before it; or the whole text as one chunk. */
export function chunksOf(text: string, split: boolean): string[] {
  if (!split) return text === "" ? [] : [text];
  return text.match(/ ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+/gu) ?? [];
}

export function piecesOf(chunk: string, base: Base): string[] {
  if (base === "characters") return [...chunk].map(shown);
  return [...chunk].flatMap((letter) => {
    const bytes = [...new TextEncoder().encode(letter)];
    return bytes.length === 1
      ? [shown(letter)]
      : bytes.map((byte) => `<${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
  });
}

/** Every pair of neighbours within the chunks, the best first: by count, then by the rule for ties. */
export function countPairs(chunks: readonly (readonly string[])[], tie: Tie): Counted[] {
  const counts = new Map<string, Counted>();
  let met = 0;
  for (const chunk of chunks)
    for (let i = 1; i < chunk.length; i++) {
      const [left, right] = [chunk[i - 1]!, chunk[i]!];
      const key = `${left}\n${right}`;
      const entry = counts.get(key);
      if (entry === undefined) counts.set(key, { left, right, count: 1, met: met++ });
      else entry.count++;
    }
  return [...counts.values()].sort((a, b) => b.count - a.count || order[tie](a, b));
}

const order: Record<Tie, (a: Counted, b: Counted) => number> = {
  alphabet: (a, b) => compare(a.left, b.left) || compare(a.right, b.right),
  first: (a, b) => a.met - b.met,
  last: (a, b) => b.met - a.met,
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Replaced from left to right: in a a a only the first two become one. */
export function merge(pieces: readonly string[], { left, right }: Merge): string[] {
  const merged: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const here = pieces[i] === left && pieces[i + 1] === right;
    merged.push(here ? left + right : pieces[i]!);
    if (here) i++;
  }
  return merged;
}

/** As training did it: each merge in its turn, over the whole chunk. */
export function encodeInOrder(pieces: readonly string[], merges: readonly Merge[]): string[] {
  return merges.reduce<string[]>((now, one) => merge(now, one), [...pieces]);
}

/** From the left, always the longest piece that is known. */
export function encodeLongest(pieces: readonly string[], merges: readonly Merge[]): string[] {
  const known = new Set(merges.map(({ left, right }) => left + right));
  const encoded: string[] = [];
  for (let i = 0; i < pieces.length; ) {
    let length = 1;
    for (let n = 2; i + n <= pieces.length; n++) if (known.has(pieces.slice(i, i + n).join(""))) length = n;
    encoded.push(pieces.slice(i, i + length).join(""));
    i += length;
  }
  return encoded;
}

/** Spaces and signs for brackets of bytes, made visible. */
function shown(letter: string): string {
  return letter === " " ? "␣" : letter === "<" ? "‹" : letter === ">" ? "›" : letter === "\n" ? "⏎" : letter;
}
