import type { TextOptions } from "./text-parameters.ts";

/** The function from a text to its terms, in order. */
export function analyzerOf(options: TextOptions): (text: string) => readonly string[] {
  const { analyzer, ngramRange } = options;
  if (typeof analyzer === "function") return analyzer;
  const prepare = preprocessorOf(options);
  if (analyzer === "char") return (text) => letterGrams(prepare(text), ngramRange);
  if (analyzer === "char_wb") return (text) => letterGramsInWords(prepare(text), ngramRange);
  const tokenize = tokenizerOf(options);
  const stop = new Set(options.stopWords ?? []);
  return (text) => {
    const tokens = tokenize(prepare(text));
    return wordGrams(stop.size > 0 ? tokens.filter((token) => !stop.has(token)) : tokens, ngramRange);
  };
}

function preprocessorOf({ preprocessor, lowercase, stripAccents }: TextOptions): (text: string) => string {
  if (preprocessor) return preprocessor;
  return (text) => {
    const lower = lowercase ? text.toLowerCase() : text;
    if (stripAccents === null) return lower;
    const apart = lower.normalize("NFKD");
    return stripAccents === "unicode" ? apart.replace(/\p{Mn}/gu, "") : apart.replace(/[^\0-\x7f]/g, "");
  };
}

function tokenizerOf({ tokenizer, tokenPattern }: TextOptions): (text: string) => readonly string[] {
  if (tokenizer) return tokenizer;
  const pattern = new RegExp(tokenPattern, "gu");
  return (text) => Array.from(text.matchAll(pattern), (found) => found[1] ?? found[0]);
}

/** Tokens in a row, joined by spaces: the shorter terms first. */
function wordGrams(tokens: readonly string[], [from, to]: readonly [number, number]): readonly string[] {
  if (from === 1 && to === 1) return tokens;
  const out: string[] = [];
  for (let n = from; n <= Math.min(to, tokens.length); n++)
    for (let at = 0; at + n <= tokens.length; at++) out.push(tokens.slice(at, at + n).join(" "));
  return out;
}

/** Letters in a row; spaces in a row count as one. */
function letterGrams(text: string, [from, to]: readonly [number, number]): string[] {
  const letters = Array.from(text.replace(/\s\s+/gu, " "));
  const out: string[] = [];
  for (let n = from; n <= Math.min(to, letters.length); n++)
    for (let at = 0; at + n <= letters.length; at++) out.push(letters.slice(at, at + n).join(""));
  return out;
}

/** Letters in a row within a word and the spaces around it. A word shorter than n is one term, once. */
function letterGramsInWords(text: string, [from, to]: readonly [number, number]): string[] {
  const out: string[] = [];
  for (const word of text.split(/\s+/u)) {
    if (word === "") continue;
    const letters = Array.from(` ${word} `);
    for (let n = from; n <= to; n++) {
      out.push(letters.slice(0, n).join(""));
      for (let at = 1; at + n <= letters.length; at++) out.push(letters.slice(at, at + n).join(""));
      if (letters.length <= n) break;
    }
  }
  return out;
}
