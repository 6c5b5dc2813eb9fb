import { openLintPanel } from "@codemirror/lint";
import { type EditorState, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, type Panel, showPanel } from "@codemirror/view";
import type { TypeProblem } from "./protocol.ts";

/** What the line below the text says of the types. */
export type TypeState =
  | { kind: "asleep" }
  | { kind: "loading" }
  | { kind: "absent" }
  | { kind: "known"; problems: readonly TypeProblem[] };

/** Milliseconds without a change before a count of errors is spoken: nobody wants to hear of a half-typed line. */
const speakAfter = 1500;

export const setTypes = StateEffect.define<TypeState>();

const field = StateField.define<TypeState>({
  create: () => ({ kind: "asleep" }),
  update: (value, { effects }) => effects.findLast((effect) => effect.is(setTypes))?.value ?? value,
  provide: (self) => showPanel.from(self, ({ kind }) => (kind === "asleep" ? null : panel)),
});

/** The line below the text: that types are loading, how many errors there are and the way to them. */
export const typeLine = [field];

export function typesOf(state: EditorState): TypeState {
  return state.field(field);
}

/** As the line says it. */
export function typeWords(state: TypeState): string {
  switch (state.kind) {
    case "asleep":
      return "";
    case "loading":
      return "Types are loading";
    case "absent":
      return "Types did not load; the checks run without them";
    case "known": {
      const [first] = state.problems;
      if (first === undefined) return "No type errors";
      const count = state.problems.length;
      const message = first.message.split("\n")[0];
      return count === 1
        ? `1 type error, line ${first.line}: ${message}`
        : `${count} type errors, first: line ${first.line}: ${message}`;
    }
  }
}

function panel(view: EditorView): Panel {
  const dom = element("div", "cm-types");
  const note = element("span", "cm-types-note");
  const first = element("button", "cm-types-first");
  const all = element("button", "cm-types-all");
  const spoken = element("span", "sr");
  for (const button of [first, all]) button.setAttribute("type", "button");
  spoken.setAttribute("role", "status");
  all.textContent = "List";
  all.title = "Ctrl + Shift + M";
  all.addEventListener("click", () => openLintPanel(view));
  first.addEventListener("click", () => {
    const state = typesOf(view.state);
    if (state.kind === "known" && state.problems[0] !== undefined) goTo(view, state.problems[0].from);
  });
  dom.append(note, first, all, spoken);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    const state = typesOf(view.state);
    const count = state.kind === "known" ? state.problems.length : 0;
    const words = typeWords(state);
    dom.dataset.types = state.kind === "known" ? String(count) : state.kind;
    note.textContent = count === 0 ? words : "";
    first.textContent = count === 0 ? "" : words;
    first.hidden = count === 0;
    all.hidden = count < 2;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (spoken.textContent !== words) spoken.textContent = words;
    }, speakAfter);
  };
  show();
  return {
    dom,
    update(update) {
      if (update.startState.field(field) !== update.state.field(field) || update.docChanged) show();
    },
    destroy: () => clearTimeout(timer),
  };
}

function goTo(view: EditorView, at: number): void {
  const anchor = Math.min(at, view.state.doc.length);
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
  view.focus();
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), { className });
}
