import { editDistance } from "./edit-distance.ts";

/** A word of a query, with what each comparison needs. */
export interface Term {
  word: string;
  letters: number;
  /** How many slips it may have. */
  limit: number;
  /** Still being typed: any beginning will do. */
  unfinished: boolean;
}

export function term(word: string, unfinished: boolean): Term {
  return {
    word,
    letters: lettersOf(word),
    limit: word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0,
    unfinished,
  };
}

/**
 * 1 for the word itself, less for a beginning, less again for one slip (two from eight letters on), 0 for no match.
 * `letters` is `lettersOf(word)`.
 */
export function closeness(term: Term, word: string, letters: number): number {
  const { limit } = term;
  // Each slip can bring in one letter that the other word lacks, and no more. This tells most words apart without a look at them.
  const lacking = term.letters & ~letters;
  if (lacking !== 0 && (limit === 0 || bits(lacking) > limit)) return 0;
  if (word === term.word) return 1;
  if (word.startsWith(term.word)) return term.unfinished ? 0.8 : 0.6;
  if (limit === 0) return 0;
  const whole = bits(letters & ~term.letters) <= limit;
  if (word[0] !== term.word[0]) return whole ? slippedStart(term.word, word) : 0;
  if (whole && editDistance(term.word, word, limit) <= limit) return 0.5;
  if (!term.unfinished || word.length <= term.word.length) return 0;
  return editDistance(term.word, word.slice(0, term.word.length), 1) <= 1 ? 0.35 : 0;
}

/** Which letters a word has, a bit each; figures and signs share six. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return letters;
}

/** Two swapped or one wrong letter at the very start: rarer, so it is tried only on words of the same length. */
function slippedStart(term: string, word: string): number {
  return word.length === term.length && editDistance(term, word, 1) <= 1 ? 0.4 : 0;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
