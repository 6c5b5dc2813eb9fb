import { type Diagnostic, forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorState, TransactionSpec } from "@codemirror/state";

/** Whose a mark in the text is: the checks' last failures, or the types as the text stands now. */
export type MarkKind = "check" | "type";

export interface EditorMark extends Diagnostic {
  kind: MarkKind;
}

/** The marks of one kind, anew; those of the other stay where the text has moved them. */
export function setMarks(state: EditorState, kind: MarkKind, marks: readonly Diagnostic[]): TransactionSpec {
  const others = marksIn(state).filter((mark) => mark.kind !== kind);
  return setDiagnostics(state, [...others, ...marks.map((mark): EditorMark => ({ ...mark, kind }))]);
}

export function marksIn(state: EditorState): EditorMark[] {
  const marks: EditorMark[] = [];
  forEachDiagnostic(state, (mark, from, to) => marks.push({ ...(mark as EditorMark), from, to }));
  return marks;
}
