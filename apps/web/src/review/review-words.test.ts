import type { CardMemory, ChosenCard } from "@blankfile/curriculum/review";
import { expect, it } from "vitest";
import { inDays, whyNow } from "./review-words.ts";

const today = "2026-12-12";
const card = (more: Partial<ChosenCard> = {}): ChosenCard => ({
  topic: "sets",
  card: "a",
  planned: false,
  reworded: false,
  ...more,
});
const memory = (answered: string): CardMemory => ({
  topic: "sets",
  card: "a",
  stability: 9,
  difficulty: 5,
  answered,
  rating: 3,
  due: today,
  credited: false,
});

it("says why a new card comes, and that the cards were edited where they were", () => {
  expect(whyNow(card(), today)).toBe("New: you know this topic, and this card of it was not asked yet.");
  expect(whyNow(card({ reworded: true, planned: true }), today)).toBe(
    "New in this wording: the cards of this topic were edited since you answered them. Your plan leads through its topic.",
  );
});

it("says when a due card was answered, how, and how likely it is still known", () => {
  expect(whyNow(card({ memory: memory("2026-11-30"), recall: 0.876 }), today)).toBe(
    "Last answered 12 days ago, “Good”; by the model of forgetting you still know it with 88 %.",
  );
  expect(whyNow(card({ memory: memory("2026-12-11"), recall: 0.9, reworded: true }), today)).toBe(
    "Last answered yesterday, “Good”; by the model of forgetting you still know it with 90 %. Its wording has changed since.",
  );
});

it("says how far off a day is, in the unit that a person would use", () => {
  expect([1, 2, 27, 28, 111, 112, 365].map(inDays)).toEqual([
    "tomorrow",
    "in 2 days",
    "in 27 days",
    "in 4 weeks",
    "in 16 weeks",
    "in 4 months",
    "in 12 months",
  ]);
});
