/** The rounded sum, and what rounding left out: a + b = sum + error exactly. */
export function twoSum(a: number, b: number): { sum: number; error: number } {
  throw new Error("twoSum is not written yet");
}

/** The sum, with the errors of all additions collected and added at the end. */
export function compensatedSum(x: readonly number[]): number {
  throw new Error("compensatedSum is not written yet");
}

/** The sum of the halves' sums. */
export function pairwiseSum(x: readonly number[]): number {
  throw new Error("pairwiseSum is not written yet");
}
