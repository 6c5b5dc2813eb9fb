/** [left id, right id]; merge r of the list makes the id 256 + r. */
export type Pair = [number, number];

/** At most `count` merges, in the order in which they were learnt. */
export function train(chunks: readonly (readonly number[])[], count: number): Pair[] {
  throw new Error("train is not written yet");
}

/** The ids of one chunk of bytes. */
export function encode(bytes: readonly number[], merges: readonly Pair[]): number[] {
  throw new Error("encode is not written yet");
}

/** The bytes that the ids stand for. */
export function decode(ids: readonly number[], merges: readonly Pair[]): number[] {
  throw new Error("decode is not written yet");
}
