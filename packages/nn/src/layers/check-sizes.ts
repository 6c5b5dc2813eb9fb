/** Refuses sizes that are not whole numbers from 1, by their names. */
export function checkSizes(where: string, sizes: Record<string, number>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (!Number.isSafeInteger(size) || size < 1)
      throw new RangeError(`${where}: ${name} ${size}, a whole number from 1 is needed`);
  }
}

/** One number for each of `n` directions: `value` as it is, or the same number for all. */
export function perSide(
  where: string,
  name: string,
  value: number | readonly number[],
  { n, least }: { n: number; least: number },
): readonly number[] {
  const sides = typeof value === "number" ? Array.from({ length: n }, () => value) : value;
  if (
    !Array.isArray(sides) ||
    sides.length !== n ||
    !sides.every((size) => Number.isSafeInteger(size) && size >= least)
  ) {
    const wanted =
      n === 1 ? `a whole number from ${least} is` : `a whole number from ${least} or ${n} of them are`;
    throw new RangeError(`${where}: ${name} ${JSON.stringify(value)}, ${wanted} needed`);
  }
  return [...sides];
}
