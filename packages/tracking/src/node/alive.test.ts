import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { expect, it } from "vitest";
import type { Claim } from "../run.ts";
import { isAlive } from "./alive.ts";
import { processStat } from "./process-identity.ts";

const claim = (more: Partial<Claim>): Claim => ({
  format: 1,
  attempt: 1,
  claimedAt: Date.now(),
  host: hostname(),
  pid: process.pid,
  resumedFrom: 0,
  ...more,
});

it("this process lives, a killed one does not", async () => {
  expect(isAlive(claim({}), Date.now())).toBe(true);
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  expect(isAlive(claim({ pid: child.pid! }), Date.now())).toBe(true);
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  expect(isAlive(claim({ pid: child.pid! }), Date.now())).toBe(false);
});

it("nobody can know of another host, or of a browser", () => {
  expect(isAlive(claim({ host: "elsewhere" }), Date.now())).toBeUndefined();
  expect(isAlive(claim({ pid: 0 }), Date.now())).toBeUndefined();
});

it("a claim from before the machine started is nobody's, whoever has its number now", () => {
  expect(isAlive(claim({ claimedAt: 0 }), Date.now())).toBe(false);
});

it.skipIf(process.platform !== "linux")(
  "a claim that names the start of machine and process holds whatever the clock says",
  () => {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    const { startTicks } = processStat(process.pid)!;
    const day = 86_400_000;
    for (const jump of [-day, 0, day])
      expect(isAlive(claim({ boot, startTicks }), Date.now() + jump)).toBe(true);
    expect(isAlive(claim({ boot, startTicks: startTicks - 1 }), Date.now())).toBe(false); // Its number is used again.
    expect(isAlive(claim({ boot: "another", startTicks }), Date.now())).toBe(false); // The machine has started since.
  },
);
