import type { Tensor } from "@blankfile/tensor";

/** Refuses sequences that are not [T, B, E], [B, T, E] or [T, E] with E = `width`, by their names. */
export function checkSequences(where: string, sequences: Record<string, Tensor>, width: number): void {
  for (const [name, { ndim, shape }] of Object.entries(sequences)) {
    if ((ndim === 2 || ndim === 3) && shape.at(-1) === width) continue;
    throw new RangeError(
      `${where}: ${name} [${shape.join(", ")}], two or three dimensions, the last of size ${width}, are needed`,
    );
  }
}
