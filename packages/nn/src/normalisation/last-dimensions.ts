import { checkSizes } from "../layers/check-sizes.ts";

/** The sizes over which a layer normalises, as a list. */
export function normalizedSizes(where: string, shape: number | readonly number[]): readonly number[] {
  const sizes = typeof shape === "number" ? [shape] : [...shape];
  if (sizes.length === 0) throw new RangeError(`${where}: normalizedShape [], at least one size is needed`);
  for (const size of sizes) checkSizes(where, { normalizedShape: size });
  return sizes;
}

/** The last dimensions of an input, refused where their sizes differ. */
export function lastDimensions(where: string, shape: readonly number[], sizes: readonly number[]): number[] {
  const first = shape.length - sizes.length;
  if (first < 0 || sizes.some((size, i) => shape[first + i] !== size)) {
    throw new RangeError(
      `${where}: input [${shape.join(", ")}], its last sizes must be [${sizes.join(", ")}]`,
    );
  }
  return sizes.map((_, i) => first + i);
}
