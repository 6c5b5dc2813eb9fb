import type { ProgressEvent } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import { startBrowserLog } from "./browser-log.ts";
import { storageProblem } from "./log.ts";

const claim = (id: string): ProgressEvent => ({ id, at: 1, kind: "claim", topic: "sets" });

// Node has no IndexedDB: this is what a browser that denies storage does.
describe("where storage is denied", () => {
  it("says so, keeps count of what is not stored, and never rejects", async () => {
    const told: (string | undefined)[] = [];
    let waiting = 0;
    const log = startBrowserLog({
      receive: () => 0,
      replace: () => {},
      tell: (sentence) => told.push(sentence),
      wait: (count) => {
        waiting = count;
      },
    });
    await log.load();
    expect(told.at(-1)).toMatch(
      /^progress: this browser refuses to store data \(\w+\), and what you do here is kept in this tab only; allow/,
    );
    await log.keep([claim("a")]);
    await log.keep([claim("b"), claim("c")]);
    expect(waiting).toBe(3);
    expect(told.at(-1)).toContain("3 events are kept in this tab only");
  });
});

describe("storageProblem", () => {
  it("a full disk is said to be one", () => {
    const full = Object.assign(new Error("quota"), { name: "QuotaExceededError" });
    expect(storageProblem(full, 1)).toBe(
      "progress: this browser's storage is full, and 1 event is kept in this tab only; free some space, or export your progress on the progress page before you close it",
    );
  });
});
