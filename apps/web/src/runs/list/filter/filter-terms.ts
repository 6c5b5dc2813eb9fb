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

/**
 * The terms of a filter's text:
 *
 *   term  = ["-"] (word | key sign value {"," value})
 *   sign  = ":" | "=" | "!=" | ">" | ">=" | "<" | "<="
 *
 * Spaces stand between terms and belong to none; in double quotes they, commas and signs are letters: "two words", "a:b">3.
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
  const negated = text[start] === "-" && /\S/.test(text[start + 1] ?? "");
  const name = read(text, start + Number(negated), /[\s:=<>]|!=/g);
  const sign = /^(?:>=|<=|!=|[:=<>])/.exec(text.slice(name.end, name.end + 2))?.[0] as Sign | undefined;
  const term: Term = { start, end: name.end, negated, name: name.text, values: [] };
  if (name.isOpen) term.problem = `filter: ${text.slice(start)} opens a quote, a closing " is needed`;
  if (sign === undefined) return term;
  term.sign = sign;
  term.end += sign.length;
  for (let more = true; more; ) {
    const value = read(text, term.end, /[\s,]/g);
    if (value.isOpen) term.problem = `filter: ${text.slice(start)} opens a quote, a closing " is needed`;
    term.values.push(value.text);
    term.end = value.end;
    more = text[term.end] === ",";
    if (more) term.end++;
  }
  const written = text.slice(start, term.end);
  if (name.text === "") term.problem ??= `filter: ${written} has no name before ${sign}, one is needed`;
  if (term.values.includes(""))
    term.problem ??= `filter: ${written} lacks a value, one is needed behind ${sign}${term.values.length > 1 ? " and behind each comma" : ""}`;
  return term;
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
  return /[\s,:=<>"]|!=|^-|^$/.test(text) ? `"${text.replaceAll('"', "")}"` : text;
}
