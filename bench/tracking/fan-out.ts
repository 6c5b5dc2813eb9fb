import { setTimeout as sleep } from "node:timers/promises";
import { init } from "@blankfile/tracking/node";
import { askServer } from "./ask-server.ts";
import { quantile } from "./quantile.ts";

const pages = 200;
const steps = 50;

/** From `log` in a training to each of 200 pages that listen: over the disk, the index and the server's rounds. */
export async function fanOut(workspace: string): Promise<Record<string, string>> {
  const server = await askServer(workspace);
  const clients: { close(): void }[] = [];
  try {
    const sent = new Map<number, number>();
    const waits: number[] = [];
    for (let i = 0; i < pages; i++)
      clients.push(
        await server.listen((text) => {
          for (const [, step] of text.matchAll(/"step":(\d+),"value"/g)) {
            const at = sent.get(Number(step));
            if (at !== undefined) waits.push(performance.now() - at);
          }
        }),
      );
    const options = { workspace, experiment: "bench/fan-out", config: {}, seed: 0, code: {}, flushMs: 20 };
    const run = await init(options);
    for (let step = 1; step <= steps; step++) {
      sent.set(step, performance.now());
      run.log({ loss: step }, { step });
      await sleep(200);
    }
    await run.finish();
    await sleep(2000);
    return {
      [`from log to each of ${pages} pages`]: `${waits.length} of ${steps * pages} heard; median ${quantile(waits, 0.5).toFixed(0)} ms, 99 % within ${quantile(waits, 0.99).toFixed(0)} ms`,
      "memory of the server": `${server.memory().highest.toFixed(0)} MB at most`,
    };
  } finally {
    for (const client of clients) client.close();
    server.close();
  }
}
