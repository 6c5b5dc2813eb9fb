import { computed } from "@preact/signals";
import { events } from "./progress.ts";

/** The destinations of the last plan; empty where there is none. */
export const plan = computed<readonly string[]>(
  () => events.value.findLast((event) => event.kind === "plan")?.destinations ?? [],
);
