import type { DBSchema } from "idb";
import { lazyDatabase } from "../store/lazy-database.ts";

/** What stands in a task's field, and which lines of its rubric are ticked, before it is recorded. */
export interface TaskDraft {
  text: string;
  ticked: number[];
}

interface TaskDatabase extends DBSchema {
  /** By "topic/task". */
  drafts: { key: string; value: TaskDraft };
}

const database = lazyDatabase<TaskDatabase>("blankfile-tasks", (db) => {
  db.createObjectStore("drafts");
});

export async function readDraft(key: string): Promise<TaskDraft | undefined> {
  return (await database()).get("drafts", key);
}

export async function writeDraft(key: string, draft: TaskDraft): Promise<void> {
  await (await database()).put("drafts", draft, key);
}
