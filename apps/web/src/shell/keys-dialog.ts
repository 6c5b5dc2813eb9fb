import { places } from "./screens.ts";

const keys: [string, string][] = [
  ["/", "search"],
  [".", "the next action: the plan's next topic, an exercise's next step, a track's current part"],
  ...places.map(({ key, name }): [string, string] => [`g ${key}`, `go to ${name}`]),
  ["j k", "down and up a list"],
  ["Enter", "open"],
  ["[ ]", "through what a topic needs, and what it unlocks"],
  ["t", "trace a path to the topic"],
  ["x", "claim the topic, or take the claim back"],
  ["u", "take the last answer of a review back"],
  ["Ctrl Enter", "run the checks, in an exercise's editor"],
  ["Esc Tab", "leave an editor"],
  ["← ↑ → ↓", "from module to module, on the map"],
  ["Esc", "close, or back to the map"],
  ["?", "this list"],
];

/** Shows the list of keys. */
export function showKeys(): void {
  const dialog = document.createElement("dialog");
  dialog.className = "keys-dialog";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = Object.assign(document.createElement("h2"), { id: "keys-title", textContent: "Keys" });
  // Else the button at the end takes the focus, and a long list opens at its end.
  title.tabIndex = -1;
  title.autofocus = true;
  const list = document.createElement("dl");
  for (const [key, what] of keys) {
    const term = document.createElement("dt");
    for (const part of key.split(" ")) {
      if (term.childNodes.length > 0) term.append(" ");
      term.append(Object.assign(document.createElement("kbd"), { textContent: part }));
    }
    list.append(term, Object.assign(document.createElement("dd"), { textContent: what }));
  }
  const close = Object.assign(document.createElement("button"), {
    className: "btn quiet",
    textContent: "Close",
  });
  close.addEventListener("click", () => dialog.close());
  const note = Object.assign(document.createElement("p"), {
    textContent: "In an editor or a field, letters and signs are only text.",
  });
  dialog.append(title, list, note, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
