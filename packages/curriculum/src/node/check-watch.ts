// A thread of the checking process: it reports how much memory the process uses and ends it where that is too much, or
// where it has outlived the process that started it. The main thread may be stuck in a loop; this one is not.
import { writeSync } from "node:fs";
import { flushCompileCache } from "node:module";
import { workerData } from "node:worker_threads";
import { memoryPipe } from "./check-protocol.ts";

const { mostBytes, longestMs } = workerData as { mostBytes: number; longestMs: number };
const beat = 50;
const end = performance.now() + longestMs;
flushCompileCache();

setInterval(() => {
  const bytes = process.memoryUsage.rss();
  let heard = true;
  try {
    writeSync(memoryPipe, `${bytes}\n`);
  } catch {
    heard = false;
  }
  if (!heard || bytes > mostBytes || performance.now() > end) process.kill(process.pid, "SIGKILL");
}, beat);
