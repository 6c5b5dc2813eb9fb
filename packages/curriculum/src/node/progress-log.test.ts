import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ProgressEvent } from "../evidence.ts";
import { appendProgress, progressFile, readProgress } from "./progress-log.ts";

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), "progress-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

const claim = (id: string, at = 1): ProgressEvent => ({ id, at, kind: "claim", topic: "sets" });

describe("the progress file of a workspace", () => {
  it("is empty where it does not exist", () => {
    expect(readProgress(workspace)).toEqual({ events: [], aside: [] });
  });

  it("keeps each event once, however often it is sent", () => {
    expect(appendProgress(workspace, [claim("a"), claim("b", 2), claim("a")]).map(({ id }) => id)).toEqual([
      "a",
      "b",
    ]);
    expect(appendProgress(workspace, [claim("b", 2), claim("c", 3)]).map(({ id }) => id)).toEqual(["c"]);
    expect(readProgress(workspace).events.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("loses nothing behind a torn line", () => {
    appendProgress(workspace, [claim("a")]);
    appendFileSync(progressFile(workspace), '{"id":"b","at":');
    appendProgress(workspace, [claim("c", 3)]);
    const { events, aside } = readProgress(workspace);
    expect(events.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(aside).toEqual([
      { line: 2, text: '{"id":"b","at":', why: "it is not JSON; one event a line is needed" },
    ]);
  });

  it("refuses what is no event and leaves the file as it was", () => {
    appendProgress(workspace, [claim("a")]);
    const before = readFileSync(progressFile(workspace), "utf8");
    expect(() => appendProgress(workspace, [claim("b"), { id: "x" } as unknown as ProgressEvent])).toThrow(
      /kind is missing/,
    );
    expect(readFileSync(progressFile(workspace), "utf8")).toBe(before);
  });
});
