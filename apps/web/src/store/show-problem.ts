import { effect } from "@preact/signals";
import { problem } from "./progress.ts";

/** Says in a bar at the bottom what the reader must know about keeping their progress; gone when all is well again. */
export function showProblem(bar: HTMLElement): void {
  effect(() => {
    bar.textContent = problem.value ?? "";
    bar.hidden = problem.value === undefined;
  });
}
