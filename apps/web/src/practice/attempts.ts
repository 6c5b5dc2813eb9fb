import type { AttemptOutcome } from "@blankfile/curriculum/check";
import type { DBSchema } from "idb";
import { lazyDatabase } from "../store/lazy-database.ts";

/** A text that was checked, or one that gave way to another. */
export interface KeptAttempt {
  exercise: string;
  at: number;
  outcome: AttemptOutcome | "set aside";
  /** Checks passed, of how many; missing where none were run. */
  checks?: [number, number];
  text: string;
}

interface PracticeDatabase extends DBSchema {
  attempts: { key: number; value: KeptAttempt; indexes: { exercise: string } };
}

/** So many are kept of each exercise; the oldest goes first. */
const most = 50;

const database = lazyDatabase<PracticeDatabase>("blankfile-practice", (db) => {
  db.createObjectStore("attempts", { autoIncrement: true }).createIndex("exercise", "exercise");
});

/** Newest first. */
export async function attemptsAt(exercise: string): Promise<KeptAttempt[]> {
  return (await (await database()).getAllFromIndex("attempts", "exercise", exercise)).reverse();
}

export async function keepAttempt(attempt: KeptAttempt): Promise<void> {
  const transaction = (await database()).transaction("attempts", "readwrite");
  await transaction.store.add(attempt);
  const keys = await transaction.store.index("exercise").getAllKeys(attempt.exercise);
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await transaction.store.delete(key);
  await transaction.done;
}
