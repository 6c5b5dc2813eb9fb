import { init } from "@blankfile/tracking/node";
import { median } from "./quantile.ts";

const rows = 200_000;
const rounds = 5;

/** Rows of one metric into one run, each thousand acknowledged by the disk before the next. */
export async function write(workspace: string): Promise<Record<string, string>> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = await init({ workspace, experiment: "bench/write", config: {}, seed: round, code: {} });
    const from = performance.now();
    for (let step = 1; step <= rows; step++) {
      run.log({ loss: 1 / step }, { step });
      if (step % 1000 === 0) await run.flush();
    }
    rates.push(rows / ((performance.now() - from) / 1000));
    await run.finish();
  }
  const rate = Math.round(median(rates)).toLocaleString("en");
  return { "rows a second into a run, each 1,000 on disk before the next": rate };
}
