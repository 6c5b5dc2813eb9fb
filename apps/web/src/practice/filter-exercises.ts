import { passedExercises } from "@blankfile/curriculum";
import { effect } from "@preact/signals";
import { count } from "../atlas/words.ts";
import { events, rungOf } from "../store/progress.ts";

/** The list of exercises, narrowed by words, kind and what the reader knows; writes "passed" beside those that are. The choice stands in the address. */
export function filterExercises(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-exercises]");
  if (form === null) return;
  const box = form.querySelector<HTMLInputElement>("#filter")!;
  const kind = form.querySelector<HTMLSelectElement>("#kind")!;
  const only = {
    ready: form.querySelector<HTMLInputElement>("#only-ready")!,
    open: form.querySelector<HTMLInputElement>("#only-open")!,
  };
  const said = form.querySelector<HTMLElement>("[role=status]")!;
  const cards = [...document.querySelectorAll<HTMLElement>("[data-exercise-card]")];

  const apply = () => {
    const passed = passedExercises(events.value);
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const { exerciseCard: slug = "", kind: own, needs = "", words: text = "" } = card.dataset;
      const ready = needs.split(" ").every((topic) => topic === "" || rungOf(topic) !== "none");
      card.hidden =
        !words.every((word) => text.includes(word)) ||
        (kind.value !== "" && kind.value !== own) ||
        (only.ready.checked && !ready) ||
        (only.open.checked && passed.has(slug));
      if (!card.hidden) shown++;
      const place = card.querySelector<HTMLElement>("[data-exercise]");
      if (place !== null) place.textContent = passed.has(slug) ? " · passed" : "";
    }
    for (const group of document.querySelectorAll<HTMLElement>("section.module"))
      group.hidden = group.querySelector("[data-exercise-card]:not([hidden])") === null;
    said.textContent =
      shown === cards.length ? "" : shown === 0 ? "none: take a filter away" : count(shown, "exercise");
    const query = new URLSearchParams();
    if (box.value.trim() !== "") query.set("q", box.value.trim());
    if (kind.value !== "") query.set("kind", kind.value);
    const text = query.size > 0 ? `?${query}` : "";
    history.replaceState(history.state, "", location.pathname + text + location.hash);
  };

  const query = new URLSearchParams(location.search);
  box.value = query.get("q") ?? "";
  const wanted = query.get("kind") ?? "";
  if ([...kind.options].some(({ value }) => value === wanted)) kind.value = wanted;
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  effect(apply);
}
