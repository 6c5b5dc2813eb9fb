import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Description, Suggestion } from "./protocol.ts";
import type { TypeClient } from "./type-client.ts";

/** Suggestions while a name is typed, after a dot, and on Ctrl + Space. */
export function typeCompletions(client: TypeClient, name: string): Extension {
  return autocompletion({
    override: [(context) => complete(context, client, name)],
    maxRenderedOptions: 60,
    icons: true,
  });
}

async function complete(
  context: CompletionContext,
  client: TypeClient,
  name: string,
): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]*/);
  const from = word?.from ?? context.pos;
  const typed = word?.text ?? "";
  const before = context.state.sliceDoc(Math.max(0, from - 1), from);
  const asked = context.explicit || before === "." || /^["'@/]$/.test(before) || /^[A-Za-z_$]/.test(typed);
  if (!asked || /^\d/.test(typed)) return null;
  const text = context.state.doc.toString();
  const found = await client.suggestions(name, text, context.pos).catch(() => []);
  if (found.length === 0 || context.aborted) return null;
  const describe = (label: string) => client.suggested(name, text, context.pos, label).catch(() => undefined);
  return { from, options: found.map((one) => option(one, describe)), validFor: /^[\w$]*$/ };
}

function option(
  { label, kind, boost, insert, back = 0 }: Suggestion,
  describe: (label: string) => Promise<Description | undefined>,
): Completion {
  return {
    label,
    type: kind,
    boost,
    info: async () => {
      const found = await describe(label);
      return found === undefined ? null : { dom: descriptionBox(found) };
    },
    ...(insert !== undefined && {
      apply: (view: EditorView, _: Completion, from: number, to: number) =>
        view.dispatch({
          changes: { from: from - back, to, insert },
          selection: { anchor: from - back + insert.length },
          userEvent: "input.complete",
        }),
    }),
  };
}

/** A type and its docstring, for a suggestion or below the pointer. */
export function descriptionBox({ signature, docs }: Description): HTMLElement {
  const box = document.createElement("div");
  box.className = "cm-described";
  const code = document.createElement("code");
  code.textContent = signature;
  box.append(code);
  if (docs !== "") {
    const text = document.createElement("p");
    text.textContent = docs;
    box.append(text);
  }
  return box;
}
