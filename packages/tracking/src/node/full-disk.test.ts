import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";

const root = process.getuid?.() === 0 ? [] : ["--map-root-user"];

/** A disk of its own needs Linux, as root or with user namespaces. */
const hasDisks =
  process.platform === "linux" &&
  spawnSync("/usr/bin/unshare", [...root, "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

it.skipIf(!hasDisks)(
  "a training on a disk that fills up goes on, says so once, and loses nothing once there is room; on a read-only one it says so at once",
  { timeout: 240_000 },
  () => {
    const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-full-"));
    const trainer = path.join(import.meta.dirname, "full-disk.fixture.ts");
    const node = `${process.execPath} --disable-warning=ExperimentalWarning`;
    const script = `mount -t tmpfs -o size=400k none "$1" && mkdir "$1/runs" && exec ${node} "$2" "$1"`;
    const args = [...root, "--mount", "sh", "-c", script, "sh", workspace, trainer];
    const { stdout, stderr } = spawnSync("/usr/bin/unshare", args, { encoding: "utf8", timeout: 200_000 });
    rmSync(workspace, { recursive: true });
    expect(stderr).toBe("");
    const { logged, ...seen } = JSON.parse(stdout) as Record<string, unknown>;
    expect(seen).toEqual({
      atFirst: "written",
      refused: "disk full",
      atFinish: "disk full",
      another: "disk full",
      toldBy: "refused",
      told: ["disk full"],
      toldOften: 2, // Once for the events, once for the artifact.
      whileFull: { state: "running", problems: [] },
      state: "finished",
      problems: [],
      steps: logged,
      inOrder: true,
      artifact: 50_000,
      runs: 1, // The one that could not begin left nothing that looks like a run.
      left: 4,
      onReadOnly: "read only",
    });
  },
);
