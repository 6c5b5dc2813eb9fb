import type { ExerciseMeta } from "./exercise.ts";

/** What a kind of exercise is called. */
export const kindNames: Record<ExerciseMeta["kind"], string> = {
  concept: "concept",
  blank: "from a blank file",
  debug: "find the mistake",
  gauntlet: "gauntlet",
};

/** "about 30 min", "30 min" where it was measured; empty where nobody said. */
export function minutesText({ minutes }: Pick<ExerciseMeta, "minutes">): string {
  if (minutes === undefined) return "";
  return `${minutes.basis === "estimated" ? "about " : ""}${minutes.practice} min`;
}
