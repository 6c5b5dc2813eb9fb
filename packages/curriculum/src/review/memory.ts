import { fsrs, type Grade } from "ts-fsrs";
import { dayAfter, daysBetween } from "./days.ts";

/** 1 forgot, 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;

/** What FSRS knows of a card. */
export interface Memory {
  /** Days until recall has fallen to 90 %. */
  stability: number;
  /** 1 to 10. */
  difficulty: number;
  /** The day of the last answer. */
  answered: string;
  rating: Rating;
  /** The day from which it is asked again. */
  due: string;
}

/** FSRS-6 with its published weights, a wanted recall of 90 %, no chance in the intervals, and a day as the shortest step. */
const model = fsrs({ enable_fuzz: false, enable_short_term: false, request_retention: 0.9 });

/** The memory after an answer on `day`; without `memory` it is the first. A day before the last answer, by a wrong clock, counts as that day. */
export function afterAnswer(memory: Memory | undefined, rating: Rating, day: string): Memory {
  const answered = memory !== undefined && memory.answered > day ? memory.answered : day;
  const elapsed = memory === undefined ? 0 : daysBetween(memory.answered, answered);
  const { stability, difficulty } = model.next_state(memory ?? null, elapsed, rating as Grade);
  const due = dayAfter(answered, model.next_interval(stability, elapsed));
  return { stability, difficulty, answered, rating, due };
}

/** How likely the card is still recalled on `day`, 0 to 1. */
export function recallOn(memory: Memory, day: string): number {
  return model.forgetting_curve(Math.max(0, daysBetween(memory.answered, day)), memory.stability);
}
