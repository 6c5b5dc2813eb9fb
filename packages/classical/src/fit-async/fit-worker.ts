/** What a Web Worker of `fitAsync` runs. The index makes every estimator known. */
import "../index.ts";
import { type FitJob, runFit } from "./fit-job.ts";

self.addEventListener("message", ({ data }: MessageEvent<FitJob>) => {
  void runFit(
    data,
    (message) => self.postMessage(message),
    () => performance.now(),
  );
});
