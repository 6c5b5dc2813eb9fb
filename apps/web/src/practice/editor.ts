import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { editorLook } from "./editor-look.ts";
import { setMarks } from "./editor-marks.ts";
import { editorTypes } from "./editor-types.ts";

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** The exercise. */
  name: string;
  /** Packages that it may import. */
  imports: readonly string[];
  /** Name for screen readers. */
  label: string;
  changed: () => void;
  run: () => void;
}

/** A line to be marked, with the reason. */
export interface Mark {
  line: number;
  message: string;
}

export interface Editor {
  text(): string;
  /** One change, which undo takes back. */
  replace(text: string): void;
  mark(marks: readonly Mark[]): void;
  /** Puts the cursor there and shows it. */
  goTo(line: number): void;
  focus(): void;
  close(): void;
}

/** The editor: TypeScript, Ctrl+Enter runs the checks, Tab indents, Escape and then Tab leaves. Types come when it is used. */
export function openEditor({ parent, text, name, imports, label, changed, run }: EditorOptions): Editor {
  const runKey = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        indentOnInput(),
        indentUnit.of("  "),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        lintGutter(),
        javascript({ typescript: true }),
        keymap.of([
          runKey,
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({ "aria-label": label, "data-gramm": "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed();
        }),
        editorTypes(name, imports),
        editorLook,
      ],
    }),
  });

  return {
    text: () => view.state.doc.toString(),
    replace(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    mark(marks) {
      const { doc } = view.state;
      const diagnostics = marks
        .filter(({ line }) => line >= 1 && line <= doc.lines)
        .map(({ line, message }): Diagnostic => {
          const { from, to, text: content } = doc.line(line);
          const indent = content.length - content.trimStart().length;
          return { from: from + indent, to, severity: "error", message };
        });
      view.dispatch(setMarks(view.state, "check", diagnostics));
    },
    goTo(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        selection: EditorSelection.cursor(from),
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}
