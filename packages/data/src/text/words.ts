/**
 * A text's words in lower case, and its other marks one by one.
 *
 *   "Don't stop!" → ["don't", "stop", "!"]
 *
 * A word is letters, their accents, and digits of any script, with apostrophes inside.
 */
export function tokenizeWords(text: string): string[] {
  return (
    text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu) ?? []
  );
}
