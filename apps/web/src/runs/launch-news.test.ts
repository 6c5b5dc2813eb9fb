import { describe, expect, it } from "vitest";
import { launchNews } from "./launch-news.ts";

describe("a launch without a run", () => {
  it("is starting while its process runs", () => {
    const said = launchNews("g", { group: "g", state: "running", log: "" });
    expect(said).toMatchObject({ problem: false, text: expect.stringMatching(/is starting/) });
  });

  it("that ended says how, and what it printed", () => {
    const said = launchNews("g", { group: "g", state: "ended", exit: 1, log: "ENOSPC: the disk is full\n" });
    expect(said).toEqual({
      problem: true,
      text: "The experiment ended before its first run (exit code 1). The end of what it printed:",
      log: "ENOSPC: the disk is full",
    });
  });

  it("that a signal ended, without a word, says so", () => {
    const said = launchNews("g", { group: "g", state: "ended", exit: "SIGKILL", log: "" });
    expect(said.text).toBe("The experiment ended before its first run (SIGKILL). It printed nothing.");
  });

  it("of an earlier server is not called starting for ever", () => {
    const said = launchNews("g", { group: "g", log: "3 seeds\n" });
    expect(said).toMatchObject({
      problem: true,
      text: expect.stringMatching(/before this server/),
      log: "3 seeds",
    });
  });

  it("that nobody knows is named", () => {
    expect(launchNews("nope", undefined)).toEqual({
      text: "There is no launch nope in the workspace or in this browser.",
      problem: true,
    });
  });
});
