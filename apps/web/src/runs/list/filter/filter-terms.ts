export type Sign = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=";

/** One part of a filter's text, from `start` to `end`: a word, or a key with what it is compared with. */
export interface Term {
  start: number;
  end: number;
  negated: boolean;
  /** The word, or the key where there is a sign. */
  name: string;
  sign?: Sign;
  /** Behind the sign: alternatives, between commas. */
  values: string[];
  /** Why it cannot be used. */
  problem?: string;
}

/** Signs as they may be written. */
const spellings: Record<string, Sign> = {
  ":": ":",
  "=": "=",
  "==": "=",
  "===": "=",
  ":=": "=",
  "!=": "!=",
  "!==": "!=",
  "<>": "!=",
  "≠": "!=",
  ">": ">",
  ":>": ">",
  ">=": ">=",
  "=>": ">=",
  ":>=": ">=",
  "≥": ">=",
  "<": "<",
  ":<": "<",
  "<=": "<=",
  "=<": "<=",
  ":<=": "<=",
  "≤": "<=",
};

/**
 * The terms of a filter's text:
 *
 *   term  = ["-" | "!"] (word | key sign value {"," value})
 *   sign  = ":" | "=" | "!=" | ">" | ">=" | "<" | "<=", or one of their other spellings
 *
 * Spaces stand between terms and belong to none, and may stand around signs and behind commas; in double quotes they, commas and
 * signs are letters: "two words", "a:b">3.
 */
export function filterTerms(text: string): Term[] {
  const terms: Term[] = [];
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const term = readTerm(text, at);
    terms.push(term);
    at = term.end;
  }
  return terms;
}

function readTerm(text: string, start: number): Term {
  const negated = matchAt(/-(?=\S)|!(?![=~])(?=\S)/y, text, start) !== "";
  const name = read(text, start + Number(negated), /[\s:=<>≤≥≠]|![=~]|(?<=\S)~/g);
  const term: Term = { start, end: name.end, negated, name: name.text, values: [] };
  if (name.isOpen) term.problem = `filter: ${text.slice(start)} opens a quote, a closing " is needed`;
  const at = signStart(text, name.end);
  const written = matchAt(/!?~=?|=~(?!\/)|!?[:=<>≤≥≠]+/y, text, at);
  if (written === "") return term;
  const sign = Object.hasOwn(spellings, written) ? spellings[written]! : undefined;
  term.sign = sign ?? ":";
  term.end = at + written.length;
  for (let more = true; more; ) {
    const value = read(text, valueStart(text, term.end), /[\s,]/g);
    if (value.isOpen) term.problem = `filter: ${text.slice(start)} opens a quote, a closing " is needed`;
    term.values.push(value.text);
    term.end = value.end;
    more = text[term.end] === ",";
    if (more) term.end++;
  }
  const all = text.slice(start, term.end);
  if (name.text === "") term.problem ??= `filter: ${all} has no name before ${written}, one is needed`;
  if (sign === undefined)
    term.problem ??= `filter: ${all}: given ${written}, needed : (has it in it), =, !=, >, >=, < or <=; a range is two terms, as ${name.text}>=1 ${name.text}<=2; a sign in a name or value stands in quotes`;
  if (term.values.includes(""))
    term.problem ??= `filter: ${all} lacks a value, one is needed behind ${written}${term.values.length > 1 ? " and behind each comma" : ""}`;
  return term;
}

/** Where the sign behind a name stands, maybe behind spaces; a "~" there begins a word: ~/data. */
function signStart(text: string, end: number): number {
  const at = skipSpace(text, end);
  return at > end && matchAt(/!?~(?=\S)/y, text, at) !== "" ? end : at;
}

/** Where the value behind a sign or comma stands, maybe behind spaces; not there where another term with a sign begins. */
function valueStart(text: string, end: number): number {
  const at = skipSpace(text, end);
  const isTerm = matchAt(/[-!]?(?:"[^"]*"|[^\s"\d.+−-][^\s",]*?)(?:[:=<>≤≥≠]|!=)/y, text, at) !== "";
  return at > end && (at === text.length || isTerm) ? end : at;
}

/** What a sticky pattern finds at a place. */
function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** Text from a place up to a sign that ends it, or the inside of quotes. */
function read(text: string, start: number, until: RegExp): { text: string; end: number; isOpen: boolean } {
  if (text[start] === '"') {
    const close = text.indexOf('"', start + 1);
    if (close === -1) return { text: text.slice(start + 1), end: text.length, isOpen: true };
    return { text: text.slice(start + 1, close), end: close + 1, isOpen: false };
  }
  until.lastIndex = start;
  const end = until.exec(text)?.index ?? text.length;
  return { text: text.slice(start, end), end, isOpen: false };
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && /\s/.test(text[at]!)) at++;
  return at;
}

/** A name or value as it must be written, in quotes where a filter would end it early. */
export function quoted(text: string): string {
  return /[\s,:=<>≤≥≠~"]|!=|^[-!]|^$/.test(text) ? `"${text.replaceAll('"', "")}"` : text;
}
