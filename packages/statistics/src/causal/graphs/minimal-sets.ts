/**
 * All sets over the candidates that pass a test and contain no smaller one that does, by size. At most 20 candidates: the
 * number of sets doubles with each.
 */
export function minimalSets(
  where: string,
  candidates: readonly string[],
  passes: (set: readonly string[]) => boolean,
): string[][] {
  if (candidates.length > 20) {
    throw new RangeError(
      `${where}: ${candidates.length} candidates make too many sets to try, at most 20 are needed`,
    );
  }
  const found: string[][] = [];
  for (let size = 0; size <= candidates.length; size++) {
    for (const set of subsets(candidates, size)) {
      if (found.some((smaller) => smaller.every((node) => set.includes(node)))) continue;
      if (passes(set)) found.push(set);
    }
  }
  return found;
}

/** The subsets of one size, in lexicographic order. */
export function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i + size <= items.length; i++) {
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i]!, ...rest];
  }
}
