import { EditorState } from "@codemirror/state";
import { expect, it } from "vitest";
import { marksIn, setMarks } from "./editor-marks.ts";

const shown = (state: EditorState) =>
  marksIn(state)
    .map(({ kind, message, from, to }) => `${kind} ${message} ${from}-${to}`)
    .sort();

it("new marks of the types leave those of the checks, where the text has moved them", () => {
  let state = EditorState.create({ doc: "one\ntwo\nthree" });
  state = state.update(
    setMarks(state, "check", [{ from: 4, to: 7, severity: "error", message: "fails" }]),
  ).state;
  state = state.update(
    setMarks(state, "type", [{ from: 5, to: 6, severity: "warning", message: "no number" }]),
  ).state;
  expect(shown(state)).toEqual(["check fails 4-7", "type no number 5-6"]);
  state = state.update({ changes: { from: 0, insert: "zero\n" } }).state;
  state = state.update(
    setMarks(state, "type", [{ from: 0, to: 4, severity: "warning", message: "no name" }]),
  ).state;
  expect(shown(state)).toEqual(["check fails 9-12", "type no name 0-4"]);
  state = state.update(setMarks(state, "check", [])).state;
  expect(shown(state)).toEqual(["type no name 0-4"]);
});
