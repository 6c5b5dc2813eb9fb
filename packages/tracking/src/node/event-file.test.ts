import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { EventFile } from "./event-file.ts";
import type { RunProblem } from "./run-problem.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-event-file-"));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

function fresh(options: { flushMs?: number; flushBytes?: number; retryMs?: number } = {}) {
  const folder = path.join(root, String(count++));
  mkdirSync(folder);
  const file = path.join(folder, "events.jsonl");
  const problems: RunProblem[] = [];
  return {
    folder,
    file,
    problems,
    events: new EventFile(file, { ...options, onProblem: (p) => problems.push(p) }),
  };
}

const text = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

it("a line waits in memory until it is flushed", async () => {
  const { file, events } = fresh({ flushMs: 60_000 });
  events.append("a");
  events.append("b");
  expect(text(file)).toBe("");
  await events.flush();
  expect(text(file)).toBe("a\nb\n");
  await events.close();
});

it("is written by itself after a while, and once enough has come together", async () => {
  const slow = fresh({ flushMs: 20 });
  slow.events.append("a");
  await until(() => text(slow.file) === "a\n");
  const large = fresh({ flushMs: 60_000, flushBytes: 10 });
  large.events.append("12345678901");
  expect(text(large.file)).toBe("12345678901\n");
});

it("is written although the training never yields to the timer", () => {
  const { file, events } = fresh({ flushMs: 10 });
  const end = performance.now() + 60;
  while (performance.now() < end) events.append("x");
  expect(text(file)).toMatch(/^(x\n)+$/);
});

it("many flushes at once are all kept", async () => {
  const { file, events } = fresh();
  const flushes = Array.from({ length: 50 }, (_, i) => {
    events.append(String(i));
    return events.flush();
  });
  await Promise.all(flushes);
  expect(text(file)).toBe(Array.from({ length: 50 }, (_, i) => `${i}\n`).join(""));
});

it("a full disk is told once, a flush is rejected, and everything is there once there is room", async () => {
  const { file, events, problems } = fresh({ flushMs: 10, retryMs: 10 });
  symlinkSync("/dev/full", file);
  events.append("a");
  await expect(events.flush()).rejects.toMatchObject({
    code: "disk full",
    message: expect.stringContaining("the disk is full at"),
  });
  events.append("b");
  await sleep(50);
  await expect(events.flush()).rejects.toMatchObject({ code: "disk full" });
  expect(problems.map((problem) => problem.code)).toEqual(["disk full"]);
  unlinkSync(file);
  await until(() => text(file) === "a\nb\n");
  events.append("c");
  await events.close();
  expect(text(file)).toBe("a\nb\nc\n");
});

it("a folder that is gone is told, and what comes meanwhile is written once it is back", async () => {
  const { folder, file, events, problems } = fresh({ flushMs: 60_000, retryMs: 10 });
  rmSync(folder, { recursive: true });
  events.append("a");
  await expect(events.flush()).rejects.toMatchObject({ code: "removed" });
  mkdirSync(folder);
  await events.flush();
  expect(text(file)).toBe("a\n");
  expect(problems.map((problem) => problem.code)).toEqual(["removed"]);

  const moved = `${folder}-moved`;
  renameSync(folder, moved);
  events.append("b");
  await events.flush();
  renameSync(moved, folder);
  await events.close();
  expect(text(file)).toBe("a\nb\n");
});

it("a file that was removed under the writer is never taken for written", async () => {
  const { file, events, problems } = fresh({ flushMs: 60_000, retryMs: 60_000 });
  events.append("a");
  await events.flush();
  unlinkSync(file);
  events.append("b");
  await expect(events.flush()).rejects.toMatchObject({ code: "removed" });
  await expect(events.flush()).rejects.toMatchObject({ code: "removed" });
  expect(problems).toHaveLength(1);
});

it("at the end of the process the lines are written without a promise", () => {
  const { file, events } = fresh({ flushMs: 60_000 });
  events.append("a");
  events.flushSync();
  expect(text(file)).toBe("a\n");
});
