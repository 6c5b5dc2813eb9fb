import type { DatabaseSync } from "node:sqlite";
import { Worker } from "node:worker_threads";

/** Whether every page of a database can be read. */
export function passesCheck(database: DatabaseSync): boolean {
  return database.prepare("pragma quick_check(1)").get()!.quick_check === "ok";
}

/** The same of a file, on a thread of its own: of ten million points it takes seconds. */
export function isWhole(file: string): Promise<boolean> {
  const worker = new Worker(new URL("./check-index-worker.ts", import.meta.url), { workerData: file });
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
