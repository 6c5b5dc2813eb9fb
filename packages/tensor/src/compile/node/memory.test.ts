import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const MB = 2 ** 20;

/** What a script of this folder prints, run in a process of its own, so that other tests' memory does not count. */
async function measured(script: string, ...args: string[]): Promise<Record<string, number>> {
  const path = new URL(script, import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", path, ...args]);
  return JSON.parse(stdout);
}

it.each(["eager", "compiled"])(
  "10,000 %s steps in one synchronous loop, of which a hundred fail, hold no more memory than 2,000 did",
  async (mode) => {
    const { before, after, peak, failures } = await measured("./steps.fixture.ts", mode);
    expect(failures).toBe(100);
    // 8,000 steps later. A leak of one 16-element gradient a step would be 1.5 MB with its tensor.
    expect(after! - before!).toBeLessThan(MB);
    // What waits for the collector: eager steps make 0.1 MB each, 800 MB in all.
    expect(peak! - before!).toBeLessThan(48 * MB);
  },
);

it("a compiled step of a small GPT takes no more than 1.5 times what its plan says", async () => {
  const { grown, kept, arena } = await measured("./peak.fixture.ts");
  expect(arena).toBeGreaterThan(20 * MB);
  expect(grown!).toBeLessThan(1.5 * (kept! + arena!));
});
