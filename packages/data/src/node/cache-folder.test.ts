import path from "node:path";
import { describe, expect, it } from "vitest";
import { cacheFolder } from "./cache-folder.ts";

describe("cacheFolder", () => {
  it("is what BLANKFILE_CACHE says, and otherwise where the system keeps such files", () => {
    expect(cacheFolder({ BLANKFILE_CACHE: "/big/disk" }, "linux", "/home/ada")).toBe(
      path.resolve("/big/disk"),
    );
    expect(cacheFolder({}, "linux", "/home/ada")).toBe(path.join("/home/ada", ".cache", "blankfile"));
    expect(cacheFolder({ XDG_CACHE_HOME: "/x" }, "linux", "/home/ada")).toBe(path.join("/x", "blankfile"));
    expect(cacheFolder({ XDG_CACHE_HOME: "x" }, "linux", "/home/ada")).toContain(".cache");
    expect(cacheFolder({}, "darwin", "/Users/ada")).toBe(
      path.join("/Users/ada", "Library", "Caches", "blankfile"),
    );
    expect(cacheFolder({ LOCALAPPDATA: "/local" }, "win32", "/u")).toBe(
      path.join("/local", "blankfile", "Cache"),
    );
  });
});
