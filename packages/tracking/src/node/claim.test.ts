import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { parseClaim } from "../check-record.ts";
import { claimAttempt, nextAttempt } from "./claim.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-claim-"));
afterAll(() => rmSync(root, { recursive: true }));

it("a claim says who has it, and a second one is refused with that name", () => {
  const folder = path.join(root, "20261104-090507-mlp-0001");
  expect(claimAttempt(folder, 1, 0, 5)).toMatchObject({ attempt: 1, claimedAt: 5, pid: process.pid });
  expect(() => claimAttempt(folder, 1, 0, 6)).toThrow(
    `claim: attempt 1 of 20261104-090507-mlp-0001 belongs to process ${process.pid}`,
  );
  expect(nextAttempt(folder)).toBe(2);
});

it("a folder without a claim is free: its maker died before it had it", () => {
  const folder = path.join(root, "20261104-090507-mlp-0002");
  mkdirSync(path.join(folder, "attempts", "1"), { recursive: true });
  expect(nextAttempt(folder)).toBe(1);
});

it("of three processes that claim the same fifty attempts, each attempt has exactly one winner", async () => {
  const folder = path.join(root, "20261104-090507-mlp-0003");
  const script = path.join(import.meta.dirname, "claim.fixture.ts");
  const startAt = String(Date.now() + 600);
  const outputs = await Promise.all(
    [1, 2, 3].map(() =>
      promisify(execFile)(process.execPath, [
        "--disable-warning=ExperimentalWarning",
        script,
        folder,
        startAt,
      ]),
    ),
  );
  const won = outputs.flatMap(({ stdout }) => stdout.split("\n").filter(Boolean).map(Number));
  expect(won.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  for (const attempt of won) {
    const text = readFileSync(path.join(folder, "attempts", String(attempt), "claim.json"), "utf8");
    expect(parseClaim(text).claim?.attempt).toBe(attempt);
  }
});
