import { passedExercises } from "@blankfile/curriculum";
import { useEffect } from "preact/hooks";
import { events } from "../store/progress.ts";

/** Writes "passed" beside the exercises of a list that were. */
export default function ExerciseStates() {
  const passed = passedExercises(events.value);
  useEffect(() => {
    for (const place of document.querySelectorAll<HTMLElement>("[data-exercise]"))
      place.textContent = passed.has(place.dataset.exercise ?? "") ? "· passed" : "";
  });
  return null;
}
