import { count } from "../atlas/words.ts";
import { SearchIndex } from "../search/search-index.ts";
import { ready, rungOf } from "../store/progress.ts";

/** The list of topics, narrowed by words (forgiving slips) and by kind. The words stand in the address: `?q=…`. */
export function filterTopics(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-filter]");
  if (form === null) return;
  const box = form.querySelector<HTMLInputElement>("#filter")!;
  const said = form.querySelector<HTMLElement>("[role=status]")!;
  const checked = (id: string) => form.querySelector<HTMLInputElement>(`#${id}`)!.checked;
  const entries = [...document.querySelectorAll<HTMLElement>("[data-entry]")];
  const index = new SearchIndex(
    entries.map((entry) => ({
      slug: entry.dataset.entry!,
      title: entry.querySelector("a")!.textContent,
      summary: entry.querySelector("p")?.textContent ?? "",
    })),
  );

  const apply = () => {
    const words = box.value.trim();
    const found =
      words === "" ? undefined : new Set(index.search(words, entries.length).map((hit) => hit.index));
    let shown = 0;
    entries.forEach((entry, k) => {
      const { landmark, written, entry: slug } = entry.dataset;
      entry.hidden =
        (found !== undefined && !found.has(k)) ||
        (checked("only-landmarks") && landmark === undefined) ||
        (checked("only-written") && written === undefined) ||
        (checked("only-new") && rungOf(slug!) !== "none");
      if (!entry.hidden) shown++;
    });
    for (const group of document.querySelectorAll<HTMLElement>("section.module, section.layer"))
      group.hidden = group.querySelector("[data-entry]:not([hidden])") === null;
    said.textContent = shown === entries.length ? "" : count(shown, "topic");
    const query = words === "" ? "" : `?q=${encodeURIComponent(words)}`;
    history.replaceState(null, "", location.pathname + query + location.hash);
  };

  box.value = new URLSearchParams(location.search).get("q") ?? "";
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (box.value !== "") apply();
  void ready.then(() => checked("only-new") && apply());
}
