// The norm that is returned is the one after the clipping.
/** An array of gradients for each parameter, by its name. */
export type Gradients = Record<string, number[]>;

/**
 * g ← g · min(1, c / ‖g‖), with ‖g‖ over all arrays together.
 *
 * Pascanu, Mikolov and Bengio 2013, https://arxiv.org/abs/1211.5063, algorithm 1.
 */
export function clipByGlobalNorm(
  gradients: Gradients,
  limit: number,
): { gradients: Gradients; norm: number } {
  if (!(limit > 0 && Number.isFinite(limit)))
    throw new RangeError(`clipByGlobalNorm: limit ${limit}, a finite number above 0 is needed`);
  for (const [name, array] of Object.entries(gradients))
    for (const [i, g] of array.entries())
      if (!Number.isFinite(g))
        throw new RangeError(`clipByGlobalNorm: ${g} at place ${i} of ${name}, finite gradients are needed`);
  const norm = normOf(Object.values(gradients).flat());
  const scaled = (array: number[]) => (norm > limit ? array.map((g) => limit * (g / norm)) : [...array]);
  const entries = Object.entries(gradients).map(([name, array]) => [name, scaled(array)]);
  return { gradients: Object.fromEntries(entries), norm: Math.min(norm, limit) };
}

/** ‖g‖ = m √Σ (g_i / m)² with m = max |g_i|: no square is above 1. */
function normOf(all: number[]): number {
  const largest = all.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(all.reduce((sum, g) => sum + (g / largest) ** 2, 0));
}
