/** What a worker thread of `fitAsync` runs. The index makes every estimator known. */
import "../index.ts";
import { parentPort, workerData } from "node:worker_threads";
import { type FitJob, runFit } from "../fit-async/fit-job.ts";

await runFit(
  workerData as FitJob,
  (message) => parentPort!.postMessage(message),
  () => performance.now(),
);
