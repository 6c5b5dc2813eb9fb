import { effect } from "@preact/signals";
import { rungWords } from "../atlas/words.ts";
import { rungOf } from "../store/progress.ts";

/** Fills in the reader's state beside every topic that a page names: dot, and the word where there is evidence. */
export function showStates(): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-state-of]")];
  effect(() => {
    for (const place of places) {
      const rung = rungOf(place.dataset.stateOf!);
      place.querySelector<HTMLElement>(".dot")!.dataset.rung = rung;
      place.querySelector(".state")!.textContent = rung === "none" ? "" : ` ${rungWords[rung]}`;
    }
  });
}
