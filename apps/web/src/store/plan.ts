import { computed } from "@preact/signals";
import { today } from "./progress.ts";

/** The destinations of the last plan, as they are called today; empty where there is none. */
export const plan = computed<readonly string[]>(
  () => today.value.events.findLast((event) => event.kind === "plan")?.destinations ?? [],
);
