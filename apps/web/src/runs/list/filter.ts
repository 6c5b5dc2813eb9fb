import type { RunRow } from "@blankfile/tracking";
import { choicesText } from "../choices-text.ts";
import { type Cell, cellIn, fields, type Part, partOf } from "./columns/column.ts";
import { filterTerms, type Sign, type Term } from "./filter/filter-terms.ts";
import { isTime, readSpan, type Span } from "./filter/read-span.ts";
import { states } from "./filter/state-terms.ts";

export interface Filter {
  /** Whether a run fulfils every term that could be read. */
  matches: (row: RunRow) => boolean;
  /** What could not be read: such terms are left out. */
  problems: string[];
  /** The keys it asks for, as they were written. */
  keys: string[];
}

type Test = (row: RunRow) => boolean;

/**
 * A filter of runs from one line of text; all its terms must hold.
 *
 *   mlp              id, experiment, launch, sweep or a choice by name holds the word; or it is the state
 *   optimizer:adam   text holds it, a number is it; several between commas: one of them
 *   lr=0.1           is exactly this; lr!=0.1 is another, where there is a value
 *   test/accuracy>=0.9   >, >=, <, <= compare numbers
 *   took>5m          seconds, or with s, m, h; created>=2026-11-20 a day or a minute: 2026-11-20T14:05
 *   -lost, -lr:0.1   the term must not hold; a run without a value fulfils that; "!" is "-" too
 *   and              says nothing more; "or" and "not" are no words of it, which is said
 *
 * A key is a field of the run, else of its configuration, metrics, summary, in this order; "metric.loss" names the place.
 * Upper and lower case are the same.
 */
export function parseFilter(text: string): Filter {
  const problems: string[] = [];
  const tests: Test[] = [];
  const keys = new Set<string>();
  for (const term of filterTerms(text)) {
    const written = text.slice(term.start, term.end);
    if (/^(and|&&?)$/i.test(written)) continue;
    const test =
      term.problem ??
      joiningWord(written) ??
      (term.sign === undefined ? wordTest(term.name) : valueTest(term, term.sign));
    if (typeof test === "string") {
      problems.push(test);
      continue;
    }
    if (term.sign !== undefined) keys.add(term.name);
    tests.push(term.negated ? (row) => !test(row) : test);
  }
  return { matches: (row) => tests.every((test) => test(row)), problems, keys: [...keys] };
}

/** What is needed instead of a word that other languages join terms with; undefined for others, and for them in quotes. */
function joiningWord(written: string): string | undefined {
  if (/^(or|\|\|?)$/i.test(written))
    return `filter: given ${written}, but all terms must hold; one of several values is said with commas, as lr=0.1,0.01, the word itself in quotes, "${written}"`;
  if (/^(not|!)$/i.test(written))
    return `filter: given ${written}, needed a hyphen at the term that must not hold, as -lost; the word itself in quotes, "${written}"`;
  return undefined;
}

function wordTest(word: string): Test {
  const wanted = word.toLowerCase();
  return (row) => row.state === wanted || wordsOf(row).includes(wanted);
}

const words = new WeakMap<RunRow, string>();

function wordsOf(row: RunRow): string {
  let known = words.get(row);
  if (known === undefined) {
    known = [row.id, row.experiment, row.group ?? "", row.sweep ?? "", choicesText(row)]
      .join("\n")
      .toLowerCase();
    words.set(row, known);
  }
  return known;
}

/** The test of `key sign values`, or why there is none. */
function valueTest({ name, values }: Term, sign: Sign): Test | string {
  const find = finder(name);
  const key = name.toLowerCase();
  const noState = key === "state" ? stateProblem(values, sign) : undefined;
  if (noState !== undefined) return noState;
  const wrong = values
    .map((value) => ({ value, span: readSpan(key, value) }))
    .find(({ span }) => typeof span === "string" && (isTime(key) || /[<>]/.test(sign)));
  if (wrong) return `filter: ${name}${sign}${wrong.value}: ${wrong.span}`;
  if (sign === ":" || sign === "=") {
    const tests = values.map((value) => equality(key, value, sign === ":"));
    return (row) => tests.some((test) => test(find(row)));
  }
  if (sign === "!=") {
    const tests = values.map((value) => equality(key, value, false));
    return (row) => {
      const cell = find(row);
      return cell !== undefined && !tests.some((test) => test(cell));
    };
  }
  if (values.length > 1)
    return `filter: ${name}${sign}${values.join(",")} has ${values.length} values, one is needed behind ${sign}`;
  const span = readSpan(key, values[0]!) as Span;
  return (row) => {
    const cell = find(row);
    return typeof cell === "number" && compare[sign](cell, span);
  };
}

/** Why no run can be in such a state. */
function stateProblem(values: readonly string[], sign: Sign): string | undefined {
  if (/[<>]/.test(sign))
    return `filter: state${sign}${values}: given ${sign}, needed :, = or != behind state`;
  const isState = (value: string) =>
    states.some((state) => (sign === ":" ? state.includes(value) : state === value));
  const wrong = values.find((value) => !isState(value.toLowerCase()));
  if (wrong === undefined) return undefined;
  const needed = `${states.slice(0, -1).join(", ")} or ${states.at(-1)}`;
  return `filter: state${sign}${wrong}: given “${wrong.slice(0, 60)}”, needed a state: ${needed}`;
}

/** A day is from its first to its last moment: behind it is the next day, not its noon. */
const compare = {
  ">": (cell: number, { to }: Span) => cell > to,
  ">=": (cell: number, { from }: Span) => cell >= from,
  "<": (cell: number, { from }: Span) => cell < from,
  "<=": (cell: number, { to }: Span) => cell <= to,
};

function equality(key: string, value: string, part: boolean): (cell: Cell) => boolean {
  const wanted = value.toLowerCase();
  const span = readSpan(key, value);
  return (cell) => {
    if (cell === undefined) return false;
    if (typeof cell === "number") {
      if (typeof span === "string") return false;
      return Number.isNaN(cell) ? Number.isNaN(span.from) : cell >= span.from && cell <= span.to;
    }
    const text = String(cell).toLowerCase();
    return part ? text.includes(wanted) : text === wanted;
  };
}

/** Other names of fields, as the list itself calls them. */
const otherNames = new Map([["launch", "group"]]);
const parts: Part[] = ["config", "metric", "summary"];

/** Looks a key up in a row: in the place that it names, else in the first that has it. */
function finder(key: string): (row: RunRow) => Cell {
  const name = otherNames.get(key.toLowerCase()) ?? key.toLowerCase();
  const named = partOf(key);
  const places: ((row: RunRow) => Cell)[] = parts.map((part) => (row) => cellIn(row, part, key));
  if (named?.part !== undefined) places.unshift((row) => cellIn(row, named.part!, named.key));
  if (Object.hasOwn(fields, name)) places.unshift(fields[name]!.of);
  return (row) => {
    for (const place of places) {
      const cell = place(row);
      if (cell !== undefined) return cell;
    }
    return undefined;
  };
}
