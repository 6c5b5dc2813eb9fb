import { nearest } from "@blankfile/curriculum";

/** "did you mean a or b?", or what to do where nothing is near. */
export function nearestHint(given: string, candidates: Iterable<string>, otherwise: string): string {
  const names = nearest(given, candidates);
  return names.length > 0 ? `did you mean ${names.join(" or ")}?` : otherwise;
}
