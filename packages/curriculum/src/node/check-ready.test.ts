import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CheckFileOptions, checkFile, readyFor } from "./check-file.ts";
import type { ReadyProcess } from "./check-ready.ts";
import { checks, makePlace, type Place, solution } from "./exercise.fixture.ts";

let place: Place;
let workspace: string;
let ready: ReadyProcess;
beforeAll(() => {
  place = makePlace();
  workspace = mkdtempSync(path.join(tmpdir(), "workspace-"));
});
afterEach(() => ready.close());
afterAll(() => {
  rmSync(place.root, { recursive: true });
  rmSync(workspace, { recursive: true });
});

function check(text: string, options: CheckFileOptions = {}) {
  return checkFile(place.folder, place.write(path.join(workspace, "double.ts"), text), options);
}

/** Which process checked it. */
async function pidOf(options: CheckFileOptions): Promise<number> {
  let output = "";
  const attempt = await check(`console.log("pid", process.pid);\n${solution}`, {
    ...options,
    onOutput: (text) => (output += text),
  });
  expect(attempt.outcome).toBe("passed");
  return Number(/pid (\d+)/.exec(output)![1]);
}

const limits = { startMs: 30_000, loadMs: 5_000, totalMs: 10_000, memoryMb: 512 };

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process is at some time done with starting and uses no processor time for half a second. */
async function comesToRest(pid: number): Promise<boolean> {
  const ticks = () => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return Number(fields[11]) + Number(fields[12]);
  };
  for (let i = 0, before = -1; i < 40; i++, await wait(500)) {
    const now = ticks();
    if (now === before) return true;
    before = now;
  }
  return false;
}

describe("a process started ahead", () => {
  it("serves one attempt, with the results of a new one, and the next is another", async () => {
    ready = readyFor(place.folder);
    ready.prepare();
    const first = await pidOf({ ready });
    ready.prepare();
    const second = await pidOf({ ready });
    expect(second).not.toBe(first);
    ready.prepare();
    const failed = await check(solution.replace("2 * x", "x * x"), { ready });
    expect(failed).toMatchObject({ outcome: "failed", results: [{ pass: true }, { given: "9" }] });
    expect((await check("for (;;) {}", { ready, loadLimitMs: 300 })).outcome).toBe("time limit");
  });

  it("that died while it waited is replaced", async () => {
    ready = readyFor(place.folder);
    ready.prepare();
    const waiting = ready.take(limits);
    waiting.kill("SIGKILL");
    await new Promise((resolve) => waiting.once("exit", resolve));
    ready.prepare();
    expect(await pidOf({ ready })).not.toBe(waiting.pid);
  });

  it("has not loaded checks that have changed since", async () => {
    ready = readyFor(place.folder);
    ready.prepare();
    await wait(600);
    place.write("checks.ts", checks.replace("close(double(2), 4)", "close(double(2), 5)"));
    const attempt = await check(solution, { ready });
    place.write("checks.ts", checks);
    expect(attempt.results[0]).toMatchObject({ pass: false, expected: "5" });
  });

  it("uses no time while it waits, ends when it is closed, and when nobody brings it a job", async () => {
    ready = readyFor(place.folder);
    ready.prepare();
    const child = ready.take(limits);
    if (process.platform === "linux") expect(await comesToRest(child.pid!)).toBe(true);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.stdin!.end();
    await gone;
    expect(alive(child.pid!)).toBe(false);
    ready.prepare();
    const closed = ready.take(limits);
    closed.kill("SIGKILL");
    await new Promise((resolve) => closed.once("exit", resolve));
    expect(alive(closed.pid!)).toBe(false);
  });

  it("tells of checks that do not load when it gets its job", async () => {
    place.write("checks.ts", 'throw new Error("no");\n');
    ready = readyFor(place.folder);
    ready.prepare();
    await expect(check(solution, { ready })).rejects.toThrow(/checks\.ts cannot be loaded: Error: no/);
    place.write("checks.ts", checks);
  });
});
