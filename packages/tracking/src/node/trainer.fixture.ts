/**
 * The training that kill.test.ts kills: `node trainer.fixture.ts <workspace> <id> <fromStep>`. It logs as fast as it
 * can and prints each step once a flush has acknowledged it.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { init, resume } from "./init.ts";

const [workspace, id, from] = process.argv.slice(2) as [string, string, string];
const isThere = existsSync(path.join(workspace, "runs", id, "run.json"));
const run = isThere
  ? await resume({ workspace, id, fromStep: Number(from) })
  : await init({ workspace, id, experiment: "test/kill", config: {}, seed: 1, code: {} });

for (let step = isThere ? Number(from) : 0; ; ) {
  for (let k = 0; k < 20; k++) {
    step += 1;
    run.log({ loss: 1 / step, attempt: run.attempt }, { step });
  }
  await run.flush();
  process.stdout.write(`${step}\n`);
}
