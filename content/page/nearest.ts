/** The up to three candidates closest in spelling, none further than a third of the length (at least 2) away. */
export function nearest(given: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(given.length / 3));
  return [...candidates]
    .map((candidate) => ({ candidate, distance: editDistance(given, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** "did you mean a or b?", or what to do where nothing is near. */
export function nearestHint(given: string, candidates: Iterable<string>, otherwise: string): string {
  const names = nearest(given, candidates);
  return names.length > 0 ? `did you mean ${names.join(" or ")}?` : otherwise;
}

/** Levenshtein's distance: single-letter insertions, deletions and substitutions. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
