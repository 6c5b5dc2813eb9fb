/** What the build wrote for the editor's types: `/data/language/<name>.json`, texts of declarations by their paths. */
export interface TypeFiles {
  /** Packages whose declarations these name. */
  needs: string[];
  files: Record<string, string>;
}

/** A type error, as places in the text. */
export interface TypeProblem {
  from: number;
  to: number;
  /** From 1. */
  line: number;
  message: string;
  /** TypeScript's number for it. */
  code: number;
}

/** Something that could stand at the cursor. */
export interface Suggestion {
  label: string;
  /** As CodeMirror names it: "method", "variable", … */
  kind: string;
  /** What is of the place before what is always there. */
  boost: number;
  /** What is put there where it is not the label, in place of the `back` characters before the word too. */
  insert?: string;
  back?: number;
}

/** What a name is: its type as TypeScript writes it, and its docstring. */
export interface Description {
  from: number;
  to: number;
  signature: string;
  docs: string;
}

/** A question of the page. `name` is the exercise; the text goes along, so that no two sides can have different ones. */
export type Ask = { number: number; name: string } & (
  | { ask: "open"; imports: readonly string[]; base: string }
  | { ask: "close" }
  | { ask: "problems"; text: string }
  | { ask: "suggestions"; text: string; at: number }
  | { ask: "suggested"; text: string; at: number; label: string }
  | { ask: "described"; text: string; at: number }
);

export type Answer = { number: number } & (
  | { problem: string }
  | { opened: true }
  | { problems: TypeProblem[] }
  | { suggestions: Suggestion[] }
  | { described: Description | undefined }
);
