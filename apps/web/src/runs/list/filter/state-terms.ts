import type { RunRow } from "@blankfile/tracking";
import { stateWords } from "../../format.ts";
import { filterTerms, type Term } from "./filter-terms.ts";

export type State = RunRow["state"];
export const states = Object.keys(stateWords) as State[];

/** The states that a filter's text lets through by name, "state:failed,lost"; none where it asks for no state. */
export function statesIn(text: string): State[] {
  return filterTerms(text)
    .filter(isStates)
    .flatMap(({ values }) => values as State[]);
}

/** The text with other states, in the place where it asked for some, or at its end; without any where there are none. */
export function withStates(text: string, wanted: readonly State[]): string {
  const term =
    wanted.length === 0 ? "" : `state:${states.filter((state) => wanted.includes(state)).join(",")}`;
  const old = filterTerms(text).filter(isStates);
  let rest = text;
  for (const { start, end } of old.slice(1).reverse()) rest = cut(rest, start, end, "");
  const [first] = old;
  if (first !== undefined) return cut(rest, first.start, first.end, term).trim();
  return `${rest.trimEnd()} ${term}`.trim();
}

function isStates({ name, sign, negated, values, problem }: Term): boolean {
  return (
    name === "state" &&
    sign === ":" &&
    problem === undefined &&
    !negated &&
    values.every((value) => states.includes(value as State))
  );
}

function cut(text: string, start: number, end: number, instead: string): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return instead === "" ? `${before.trimEnd()} ${after.trimStart()}` : before + instead + after;
}
