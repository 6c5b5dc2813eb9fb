import { type ChosenCard, daysBetween, type Rating } from "@blankfile/curriculum/review";

export const ratingWords: Record<Rating, string> = { 1: "Forgot", 2: "Hard", 3: "Good", 4: "Easy" };

/** Why a card comes now, a sentence or two. */
export function whyNow({ memory, recall, planned, reworded }: ChosenCard, today: string): string {
  const plan = planned ? " Your plan leads through its topic." : "";
  if (memory === undefined || recall === undefined) {
    const fresh = reworded
      ? "New in this wording: the cards of this topic were edited since you answered them."
      : "New: you know this topic, and this card of it was not asked yet.";
    return fresh + plan;
  }
  const ago = daysBetween(memory.answered, today);
  const when = ago === 1 ? "yesterday" : `${ago} days ago`;
  const edited = reworded ? " Its wording has changed since." : "";
  const likely = Math.round(100 * recall);
  return `Last answered ${when}, “${ratingWords[memory.rating]}”; by the model of forgetting you still know it with ${likely} %.${edited}${plan}`;
}

/** "tomorrow", "in 5 days", "in 7 weeks", "in 14 months". */
export function inDays(days: number): string {
  if (days === 1) return "tomorrow";
  if (days < 28) return `in ${days} days`;
  if (days < 112) return `in ${Math.round(days / 7)} weeks`;
  return `in ${Math.round(days / 30.4)} months`;
}
