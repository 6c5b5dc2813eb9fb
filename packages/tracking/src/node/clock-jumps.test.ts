import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rowOf } from "../run-row.ts";
import { init } from "./init.ts";
import { RunFolder, readRun } from "./run-folder.ts";

const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-clock-"));
afterAll(() => rmSync(workspace, { recursive: true }));

const day = 86_400_000;
const minute = 60_000;

/** A training whose clock is off by `shift`, which may change while it runs. */
async function training() {
  const clock = { shift: 0 };
  const run = await init({
    workspace,
    experiment: "test/clock",
    config: {},
    seed: 1,
    code: {},
    clock: () => Date.now() + clock.shift,
    prediction: { text: "it goes on", metric: "loss", range: [0, 1] },
  });
  const claimFile = path.join(run.folder, "attempts", "1", "claim.json");
  /** From now on another machine has made it, whose processes nobody here can see. */
  const elsewhere = () => {
    const claim = JSON.parse(readFileSync(claimFile, "utf8")) as object;
    writeFileSync(claimFile, JSON.stringify({ ...claim, host: "elsewhere" }));
  };
  /** When the file of events was written last. */
  const writtenAt = (at: number) =>
    utimesSync(path.join(run.folder, "attempts", "1", "events.jsonl"), at / 1000, at / 1000);
  return { clock, run, elsewhere, writtenAt };
}

describe("the trainer's clock", () => {
  for (const [name, shift] of [
    ["back by a day", -day],
    ["forwards by a day", day],
  ] as const)
    it(`jumps ${name}: the run goes on, every step is there, and no duration is negative`, async () => {
      const { clock, run, elsewhere, writtenAt } = await training();
      run.log({ loss: 0.5 }, { step: 1 });
      clock.shift = shift;
      run.log({ loss: 0.4 }, { step: 2 });
      clock.shift = 0;
      run.log({ loss: 0.3 }, { step: 3 });
      await run.flush();
      const now = Date.now();
      const seen = readRun(workspace, run.id, now);
      expect(seen.state).toBe("running");
      expect(seen.metrics.get("loss")!.map(({ step }) => step)).toEqual([1, 2, 3]);
      expect(seen.updatedAt).toBeGreaterThanOrEqual(rowOf(seen).createdAt);
      // On a machine whose processes nobody here sees, silence decides, by the times that can be true.
      elsewhere();
      const reader = new RunFolder(workspace, run.id);
      while (reader.readNew().more);
      expect(reader.result(now).state).toBe("running");
      writtenAt(now - 11 * minute);
      const later = new RunFolder(workspace, run.id);
      while (later.readNew().more);
      expect(later.result(now + 11 * minute).state).toBe("lost");
      await run.finish();
    });

  it("is a day behind: a run elsewhere that goes on writing is not lost", async () => {
    const { clock, run, elsewhere, writtenAt } = await training();
    clock.shift = -day;
    run.log({ loss: 0.5 }, { step: 1 });
    await run.finish();
    clock.shift = 0;
    const behind = await training();
    behind.clock.shift = -day;
    behind.run.log({ loss: 0.5 }, { step: 1 });
    await behind.run.flush();
    behind.elsewhere();
    expect(readRun(workspace, behind.run.id, Date.now()).state).toBe("running");
    elsewhere();
    writtenAt(Date.now() - day);
    expect(readRun(workspace, run.id, Date.now()).state).toBe("finished");
    await behind.run.finish();
  });

  it("goes back before the first step: nobody says of the prediction that it came too late", async () => {
    const { clock, run } = await training();
    clock.shift = -day;
    run.log({ loss: 0.5 }, { step: 1 });
    await run.finish();
    expect(readRun(workspace, run.id, Date.now()).problems).toEqual([
      "prediction: whether it was locked before the first step cannot be told, since the clock went back before it",
    ]);
  });
});

describe("the reader's clock", () => {
  it("jumps by a day either way: a process of this machine that lives is running, one of another machine comes back with its next line", async () => {
    const { run, elsewhere, writtenAt } = await training();
    run.log({ loss: 0.5 }, { step: 1 });
    await run.flush();
    for (const jump of [day, -day])
      expect(readRun(workspace, run.id, Date.now() + jump).state).toBe("running");
    elsewhere();
    expect(readRun(workspace, run.id, Date.now() - day).state).toBe("running");
    const ahead = Date.now() + day;
    expect(readRun(workspace, run.id, ahead).state).toBe("lost");
    run.log({ loss: 0.4 }, { step: 2 });
    await run.flush();
    writtenAt(ahead); // The file system's clock is the one that jumped.
    expect(readRun(workspace, run.id, ahead).state).toBe("running");
    await run.finish();
  });
});
