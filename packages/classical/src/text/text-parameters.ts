import { boolean, choice, custom, either, list, optional } from "../estimator/parameters.ts";

export type TextFunction = (text: string) => string;
export type TokensFunction = (text: string) => readonly string[];

const isFunction = (value: unknown): boolean => typeof value === "function";

/** How texts become terms; all vectorizers have these. */
export const textParameters = {
  /** "word": tokens; "char": letters; "char_wb": letters within words, with a space at both ends; or a function from a text to its terms. */
  analyzer: either(
    choice("word", "char", "char_wb"),
    custom<TokensFunction>(() => [], isFunction, "a function of a text"),
  ),
  lowercase: boolean(true),
  /** "unicode" takes the marks off letters, "ascii" leaves ASCII alone. */
  stripAccents: optional(choice("unicode", "ascii")),
  /** In place of lowercase and stripAccents. */
  preprocessor: optional(custom<TextFunction>((text) => text, isFunction, "a function of a text")),
  /** In place of tokenPattern. */
  tokenizer: optional(custom<TokensFunction>((text) => [text], isFunction, "a function of a text")),
  /** Source of a regular expression (flags "gu"), what it finds are tokens, or its one group: two or more letters, numbers or _ unless told. */
  tokenPattern: custom<string>(
    "[\\p{L}\\p{N}_]{2,}",
    isPattern,
    "the source of a regular expression with at most one group",
  ),
  /** Tokens left out. Lists of them carry opinions, so that none is built in. */
  stopWords: optional(
    list<string>(
      [],
      custom<string>("", (value) => typeof value === "string", "a word"),
    ),
  ),
  /** From how many to how many tokens (or letters) a term has. */
  ngramRange: custom<readonly [number, number]>([1, 1], isRange, "[from, to] with 1 ≤ from ≤ to"),
};

export interface TextOptions {
  readonly analyzer: "word" | "char" | "char_wb" | TokensFunction;
  readonly lowercase: boolean;
  readonly stripAccents: "unicode" | "ascii" | null;
  readonly preprocessor: TextFunction | null;
  readonly tokenizer: TokensFunction | null;
  readonly tokenPattern: string;
  readonly stopWords: readonly string[] | null;
  readonly ngramRange: readonly [number, number];
}

function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    return new RegExp(`${value}|`, "gu").exec("")!.length <= 2;
  } catch {
    return false;
  }
}

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || !value.every(Number.isSafeInteger)) return false;
  return 1 <= value[0] && value[0] <= value[1];
}
