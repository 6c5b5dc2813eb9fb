/** The share of all relabellings whose difference of means is at least as large, both signs counted. */
export function exactP(a: number[], b: number[]): number {
  throw new Error("exactP is not written yet");
}

/** (1 + c) / (1 + rounds), from relabellings drawn at random. */
export function sampledP(a: number[], b: number[], rounds: number, random: () => number): number {
  throw new Error("sampledP is not written yet");
}
