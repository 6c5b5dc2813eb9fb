/** An array of gradients for each parameter, by its name. */
export type Gradients = Record<string, number[]>;

/** The norm grows entry by entry, since ‖(a, b, c)‖ = hypot(hypot(a, b), c); then each entry keeps its share of it. */
export function clipByGlobalNorm(
  gradients: Gradients,
  limit: number,
): { gradients: Gradients; norm: number } {
  if (Number.isNaN(limit) || limit <= 0 || limit === Number.POSITIVE_INFINITY)
    throw new RangeError(`limit ${limit}`);
  let norm = 0;
  for (const name in gradients) {
    let own = 0;
    for (const g of gradients[name]!) own = Math.hypot(own, g);
    if (!(own < Number.POSITIVE_INFINITY)) throw new RangeError(`the norm of ${name} is ${own}`);
    norm = Math.hypot(norm, own);
  }
  const clipped = structuredClone(gradients);
  if (norm <= limit) return { gradients: clipped, norm };
  for (const array of Object.values(clipped))
    for (let i = 0; i < array.length; i++) array[i] = (array[i]! / norm) * limit;
  return { gradients: clipped, norm };
}
