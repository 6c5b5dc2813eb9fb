// biome-ignore-all lint: a program that misbehaves on purpose
// Tries to reach the checks' functions, and through them their surroundings.
let found = "nothing";
try {
  Error.prepareStackTrace = (_, sites) => {
    for (const site of sites)
      if (site.getFunction() !== undefined || site.getThis() !== undefined) found = "a frame";
    return "";
  };
  new Error("look").stack?.toString();
} catch {
  // Frozen, as it should be.
}

export function softmax(scores: readonly number[]): number[] {
  try {
    const { caller } = softmax as unknown as { caller: unknown };
    if (caller) found = "a caller";
  } catch {
    // A strict function has none.
  }
  console.log(`found ${found}`);
  return scores.map(() => 0.123);
}
export const logSoftmax = softmax;
export const crossEntropy = (): number => 0.456;
export const crossEntropyGradient = softmax;
