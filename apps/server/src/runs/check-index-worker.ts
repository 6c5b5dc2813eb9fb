import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { passesCheck } from "./check-index.ts";
import { isDamage } from "./index-file.ts";

/** Says whether the file that it is given is whole. */
function answer(file: string): boolean {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      return passesCheck(database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

parentPort!.postMessage(answer(String(workerData)));
