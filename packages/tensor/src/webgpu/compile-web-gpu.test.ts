import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checks } from "./agreement/checks.fixture.ts";

/**
 * WebGPU without a GPU: npm's webgpu on SwiftShader, which Debian's chromium brings. The loader of drivers reads its
 * variables when a process starts, so the checks run in another one.
 */
const chromium = "/usr/lib/chromium";
const driver = path.join(chromium, "vk_swiftshader_icd.json");
const missing = existsSync(driver) ? "" : ` (skipped: no ${driver}; apt-get install chromium brings it)`;

describe.skipIf(missing !== "")(`a compiled function on a GPU, beside eager mode${missing}`, () => {
  const problems = new Map<string, string | null>();

  beforeAll(() => {
    const child = path.join(import.meta.dirname, "agreement/node/child.fixture.ts");
    const { stdout, stderr } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", child], {
      encoding: "utf8",
      env: { ...process.env, VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: chromium },
      timeout: 300_000,
    });
    for (const line of stdout.split("\n").filter((text) => text.startsWith("{"))) {
      const { name, problem } = JSON.parse(line) as { name: string; problem: string | null };
      problems.set(name, problem);
    }
    if (problems.size < Object.keys(checks).length) throw new Error(`the child ended early: ${stderr}`);
  }, 480_000);

  it.each(Object.keys(checks))("%s", (name) => {
    expect(problems.get(name)).toBeNull();
  });
});
