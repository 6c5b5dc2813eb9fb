/** An array of gradients for each parameter, by its name. */
export type Gradients = Record<string, number[]>;

/** Gradients of a global norm of at most `limit`, and the norm that they had. */
export function clipByGlobalNorm(
  gradients: Gradients,
  limit: number,
): { gradients: Gradients; norm: number } {
  throw new Error("clipByGlobalNorm is not written yet");
}
