import { useEffect } from "preact/hooks";
import { events } from "../store/progress.ts";

/** Writes "passed" beside the exercises of a list that were. */
export default function ExerciseStates() {
  const passed = new Set(
    events.value.flatMap((event) => (event.kind === "check" && event.passed ? [event.exercise] : [])),
  );
  useEffect(() => {
    for (const place of document.querySelectorAll<HTMLElement>("[data-exercise]"))
      place.textContent = passed.has(place.dataset.exercise ?? "") ? "· passed" : "";
  });
  return null;
}
