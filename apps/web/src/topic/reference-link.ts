/** Where a reference can be read: its DOI, arXiv number or address. Books with an ISBN have no page of their own. */
export function referenceLink(identifier: string): string | undefined {
  if (identifier.startsWith("doi:")) return `https://doi.org/${identifier.slice(4)}`;
  if (identifier.startsWith("arxiv:")) return `https://arxiv.org/abs/${identifier.slice(6)}`;
  return /^https?:/.test(identifier) ? identifier : undefined;
}
