import type { Diagnostic } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { setMarks } from "../editor-marks.ts";
import type { TypeProblem } from "./protocol.ts";
import { openTypes, type TypeClient } from "./type-client.ts";
import { typeCompletions } from "./type-completions.ts";
import { typeHover } from "./type-hover.ts";
import { setTypes } from "./type-line.ts";

/** Milliseconds without a change before the text is looked at. */
const pause = 600;

/** Marks, suggestions and descriptions for the file of an exercise, once the worker has it open. */
export async function typeExtension(name: string, imports: readonly string[]): Promise<Extension> {
  const client = await openTypes(name, imports);
  return [judge(client, name), typeCompletions(client, name), typeHover(client, name)];
}

/** Looks at the text after each pause, and marks what is wrong. */
function judge(client: TypeClient, name: string): Extension {
  return ViewPlugin.fromClass(
    class {
      #timer: ReturnType<typeof setTimeout> | undefined;
      readonly #view: EditorView;

      constructor(view: EditorView) {
        this.#view = view;
        this.#later(0);
      }

      update({ docChanged }: ViewUpdate): void {
        if (docChanged) this.#later(pause);
      }

      destroy(): void {
        clearTimeout(this.#timer);
        client.forget(name);
      }

      #later(milliseconds: number): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#look(), milliseconds);
      }

      async #look(): Promise<void> {
        const { doc } = this.#view.state;
        const problems = await client.problems(name, doc.toString()).catch(() => undefined);
        const { state } = this.#view;
        if (state.doc !== doc) return;
        if (problems === undefined) this.#view.dispatch({ effects: setTypes.of({ kind: "absent" }) });
        else
          this.#view.dispatch(setMarks(state, "type", problems.map(mark)), {
            effects: setTypes.of({ kind: "known", problems }),
          });
      }
    },
  );
}

function mark({ from, to, message, code }: TypeProblem): Diagnostic {
  return { from, to, severity: "warning", message, source: `TypeScript ${code}` };
}
