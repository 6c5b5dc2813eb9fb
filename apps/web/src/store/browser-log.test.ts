import type { ProgressEvent } from "@blankfile/curriculum";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startBrowserLog } from "./browser-log.ts";
import { storageProblem } from "./log.ts";

const claim = (id: string): ProgressEvent => ({ id, at: 1, kind: "claim", topic: "sets" });

// Node has neither IndexedDB nor a storage for the tab: this is what a browser that denies storage does.
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
      /^progress: this browser refuses to store data \(\w+\), and what you do here is kept on this page only; allow/,
    );
    await log.keep([claim("a")]);
    await log.keep([claim("b"), claim("c")]);
    expect(waiting).toBe(3);
    expect(told.at(-1)).toContain("3 events are kept on this page only");
  });
});

describe("where only the database is denied", () => {
  const host = () => {
    const told: (string | undefined)[] = [];
    const received: string[] = [];
    return {
      told,
      received,
      receive: (events: readonly ProgressEvent[]) => received.push(...events.map(({ id }) => id)),
      replace: () => {},
      tell: (sentence: string | undefined) => void told.push(sentence),
      wait: () => {},
    };
  };
  const items = new Map<string, string>();
  beforeEach(() => {
    items.clear();
    vi.stubGlobal("sessionStorage", {
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, text: string) => items.set(name, text),
      removeItem: (name: string) => items.delete(name),
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("the next page of the tab goes on with the events, and with those made there", async () => {
    const first = startBrowserLog(host());
    await first.load();
    await first.keep([claim("a")]);
    const there = host();
    const second = startBrowserLog(there);
    await second.load();
    await second.keep([claim("b")]);
    expect(there.received).toEqual(["a"]);
    expect(there.told.at(-1)).toContain("2 events are kept in this tab only");
    const last = host();
    await startBrowserLog(last).load();
    expect(last.received).toEqual(["a", "b"]);
  });
});

describe("storageProblem", () => {
  it("a full disk is said to be one", () => {
    const full = Object.assign(new Error("quota"), { name: "QuotaExceededError" });
    expect(storageProblem(full, 1)).toBe(
      "progress: this browser's storage is full, and 1 event is kept in this tab only; free some space, or export your progress before you close it",
    );
  });
});
