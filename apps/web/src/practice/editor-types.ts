import { Compartment, type Extension } from "@codemirror/state";
import { EditorView, tooltips } from "@codemirror/view";
import { setTypes, typeLine, typesOf } from "./language/type-line.ts";

/**
 * Types in the editor. Nothing of them loads before the editor has the focus or its text changes; where they do not
 * load, the editor is what it was without, and the next time that it gets the focus they are tried again.
 */
export function editorTypes(name: string, imports: readonly string[]): Extension {
  const place = new Compartment();
  const load = async (view: EditorView): Promise<void> => {
    view.dispatch({ effects: setTypes.of({ kind: "loading" }) });
    try {
      const { typeExtension } = await import("./language/type-extension.ts");
      const extension = await typeExtension(name, imports);
      view.dispatch({ effects: place.reconfigure(extension) });
    } catch {
      view.dispatch({ effects: setTypes.of({ kind: "absent" }) });
    }
  };
  return [
    typeLine,
    place.of([]),
    EditorView.updateListener.of(({ view, docChanged, focusChanged }) => {
      const { kind } = typesOf(view.state);
      const entered = focusChanged && view.hasFocus;
      if (kind === "asleep" ? docChanged || entered : kind === "absent" && entered)
        queueMicrotask(() => load(view));
    }),
    // Outside the card, which would cut them off; and above a phone's keyboard.
    tooltips({ parent: document.body, tooltipSpace: seen }),
    // The first Escape may close a list of suggestions: Tab leaves the editor after it all the same.
    EditorView.domEventObservers({
      keydown: ({ key }, view) => {
        if (key === "Escape") view.setTabFocusMode(2000);
      },
    }),
  ];
}

/** What is seen of the page, without the keyboard of a phone. */
function seen(): { left: number; top: number; right: number; bottom: number } {
  const seen = window.visualViewport;
  if (seen === null) return { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const { offsetLeft: left, offsetTop: top, width, height } = seen;
  return { left, top, right: left + width, bottom: top + height };
}
