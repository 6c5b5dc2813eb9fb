import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { expect, it } from "vitest";
import type { Claim } from "../run.ts";
import { isAlive } from "./alive.ts";

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
