export { cardId } from "./card-id.ts";
export { type ChooseOptions, type ChosenCard, cardsPerDay, chooseReview } from "./choose-review.ts";
export { dayAfter, daysBetween } from "./days.ts";
export { afterAnswer, type Memory, type Rating, recallOn } from "./memory.ts";
export { type CardMemory, type ReviewDays, type ReviewState, reviewState } from "./review-state.ts";
