import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readArtifact } from "./artifact.ts";
import { codeDiff } from "./code-diff.ts";
import { init } from "./init.ts";
import { readRun } from "./run-folder.ts";

const root = mkdtempSync(path.join(tmpdir(), "blankfile-code-diff-"));
const git = (folder: string, ...args: string[]) => execFileSync("git", args, { cwd: folder });
function repository(name: string): string {
  const folder = path.join(root, name);
  execFileSync("git", ["init", "-q", folder]);
  git(folder, "config", "user.email", "a@example.org");
  git(folder, "config", "user.name", "a");
  writeFileSync(path.join(folder, "train.ts"), "const lr = 0.1;\n");
  git(folder, "add", ".");
  git(folder, "commit", "-qm", "first");
  return folder;
}
const started = process.argv[1]!;
beforeAll(() => git(".", "--version"));
afterAll(() => {
  process.argv[1] = started;
  rmSync(root, { recursive: true });
});

it("is nothing where nothing was changed, or there is no repository", async () => {
  expect(await codeDiff(repository("clean"))).toBeUndefined();
  expect(await codeDiff(path.join(root, "nowhere"))).toBeUndefined();
});

it("has the changes, without the secrets in them, and says what was taken out", async () => {
  const folder = repository("dirty");
  const key = `AKIA${"ABCD1234".repeat(2)}`;
  writeFileSync(
    path.join(folder, "train.ts"),
    `const lr = 0.2;\nconst key = "${key}";\nconst password = "hunter22";\n`,
  );
  const diff = await codeDiff(folder);
  expect(diff).toMatchObject({ cut: false, redacted: ["an AWS key", "password (by its name)"] });
  expect(diff!.text).toContain("-const lr = 0.1;\n+const lr = 0.2;\n");
  expect(diff!.text).not.toMatch(/AKIA|hunter22/);
});

it("is at most a million characters, of whole lines", async () => {
  const folder = repository("large");
  writeFileSync(path.join(folder, "train.ts"), "const x = 12345678;\n".repeat(120_000));
  const { text, cut } = (await codeDiff(folder))!;
  expect(cut).toBe(true);
  expect(text.length).toBeGreaterThan(999_900);
  expect(text.endsWith("+const x = 12345678;\n")).toBe(true);
});

it("goes with a run of changed code, whose secrets reach no file", async () => {
  const folder = repository("run");
  writeFileSync(path.join(folder, "train.ts"), "const lr = 0.3;\n");
  process.argv[1] = path.join(folder, "train.ts");
  const warnings: string[] = [];
  process.on("warning", ({ message }) => warnings.push(message));
  const run = await init({
    workspace: root,
    experiment: "nn/digits-mlp",
    config: { lr: 0.3, store: { apiKey: "abc-secret" } },
    command: "node train.ts --token-file x --api-token abc123secret",
    seed: 1,
  });
  await run.finish();
  const { artifacts, notes, record } = readRun(root, run.id, Date.now());
  expect(record).toMatchObject({
    code: { dirty: true },
    config: { lr: 0.3, store: { apiKey: "[redacted]" } },
    command: "node train.ts --token-file x --api-token [redacted]",
  });
  expect(notes[0]!.text).toContain(
    "config.store.apiKey (by its name), the command (api-token (by its name))",
  );
  expect(artifacts).toMatchObject([{ name: "code.diff", type: "diff", meta: { cut: false, redacted: [] } }]);
  const diff = new TextDecoder().decode(readArtifact(run.folder, artifacts[0]!.hash));
  expect(diff).toContain("+const lr = 0.3;");
  const files = ["run.json", "attempts/1/events.jsonl"].map((file) =>
    readFileSync(path.join(run.folder, file), "utf8"),
  );
  expect(files.join()).not.toMatch(/abc-secret|abc123secret/);
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings.join()).toContain("looks like a secret");
});
