// A thread of the checking process: it reports how much memory the process uses and ends it where that is too much, or
// where it has outlived the process that started it. The main thread may be stuck in a loop; this one is not. It begins
// when the process has its job: one that waits for a job takes no time and ends when its standard input does.
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { memoryPipe } from "./check-protocol.ts";

const { mostBytes, longestMs } = workerData as { mostBytes: number; longestMs: number };
const beat = 50;
flushCompileCache();
parentPort?.once("message", begin);

function begin(): void {
  const end = performance.now() + longestMs;
  setInterval(() => look(end), beat);
}

function look(end: number): void {
  const bytes = process.memoryUsage.rss();
  let heard = true;
  try {
    writeSync(memoryPipe, `${bytes}\n`);
  } catch {
    heard = false;
  }
  if (!heard || bytes > mostBytes || performance.now() > end) process.kill(process.pid, "SIGKILL");
}
