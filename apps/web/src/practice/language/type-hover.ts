import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { Description } from "./protocol.ts";
import type { TypeClient } from "./type-client.ts";
import { descriptionBox } from "./type-completions.ts";

/** What a name is: below the pointer, and at the cursor by Ctrl + Shift + Space. */
export function typeHover(client: TypeClient, name: string): Extension {
  const ask = (view: EditorView, at: number) =>
    client.described(name, view.state.doc.toString(), at).catch(() => undefined);
  return [
    hoverTooltip(async (view, at) => {
      const found = await ask(view, at);
      return found === undefined ? null : tooltip(found, false);
    }),
    atCursor,
    keymap.of([
      {
        key: "Mod-Shift-Space",
        run(view) {
          const { doc, selection } = view.state;
          void ask(view, selection.main.head).then((found) => {
            if (found !== undefined && view.state.doc === doc)
              view.dispatch({ effects: show.of(tooltip(found, true)) });
          });
          return true;
        },
      },
      {
        key: "Escape",
        run(view) {
          if (view.state.field(atCursor) === null) return false;
          view.dispatch({ effects: show.of(null) });
          return true;
        },
      },
    ]),
  ];
}

const show = StateEffect.define<Tooltip | null>();

/** Stays until the cursor moves. */
const atCursor = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, { effects, docChanged, selection }) {
    const effect = effects.findLast((one) => one.is(show));
    if (effect !== undefined) return effect.value;
    return docChanged || selection !== undefined ? null : value;
  },
  provide: (self) => showTooltip.from(self),
});

function tooltip(found: Description, spoken: boolean): Tooltip {
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create() {
      const dom = document.createElement("div");
      if (spoken) dom.setAttribute("role", "status");
      // Filled after it is on the page, so that a screen reader speaks it.
      return { dom, mount: () => dom.append(descriptionBox(found)) };
    },
  };
}
