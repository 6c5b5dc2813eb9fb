/** [left piece, right piece] */
export type Merge = [string, string];

export function train(words: [string, number][], count: number): Merge[] {
  throw new Error("train is not written yet");
}

export function encode(word: string, merges: Merge[]): string[] {
  throw new Error("encode is not written yet");
}

export function vocabulary(words: [string, number][], merges: Merge[]): string[] {
  throw new Error("vocabulary is not written yet");
}

export function toIds(pieces: string[], vocab: string[]): number[] {
  throw new Error("toIds is not written yet");
}

export function fromIds(ids: number[], vocab: string[]): string {
  throw new Error("fromIds is not written yet");
}
