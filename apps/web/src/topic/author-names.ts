/** Who wrote a source, for a line: up to three names, else the first "and others". A file may end its list with "et al.". */
export function authorNames(authors: readonly string[] = []): string {
  const named = authors.filter((name) => name !== "et al.");
  if (named.length === authors.length && named.length <= 3) return named.join(", ");
  return `${named[0]} and others`;
}
