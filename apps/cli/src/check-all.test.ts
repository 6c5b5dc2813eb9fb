import { once } from "node:events";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Learner, source } from "./blankfile.fixture.ts";

let learner: Learner;
beforeAll(() => {
  learner = new Learner();
});
afterAll(() => learner.gone());

describe("blankfile check without a name", () => {
  it("checks the files that have an exercise's name among a thousand, a line each, and exits with 1", () => {
    for (let i = 0; i < 1_000; i++) learner.write(`note-${i}.ts`, "export {};\n");
    learner.write("stable-softmax.2026-11-20.ts", "// an earlier one\n");
    learner.write("stable-softmax.ts", source("stable-softmax", "solution.ts"));
    learner.write("scalar-autograd.ts", source("scalar-autograd", "starter.ts"));
    learner.write("two-layer-backward.ts", "export function lossAndGradients( {\n");
    const { status, stdout } = learner.blankfile("check");
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /no exercise has that name: note-0\.ts, note-1\.ts, note-10\.ts, note-100\.ts, note-101\.ts and 995 more\./,
    );
    expect(stdout).toMatch(/^\[\d\/3\] ✓ stable-softmax {2}passed$/m);
    expect(stdout).toMatch(/^\[\d\/3\] ✕ scalar-autograd {2}0 of \d+ {2}\S/m);
    expect(stdout).toMatch(/^\[\d\/3\] ✕ two-layer-backward {2}syntax error: line \d: /m);
    expect(stdout).toMatch(/^1 of 3 exercises passed\.$/m);
    expect(learner.events().map((event) => "exercise" in event && event.exercise)).toEqual(
      expect.arrayContaining(["stable-softmax", "scalar-autograd"]),
    );
    for (let i = 0; i < 1_000; i++) rmSync(learner.file(`note-${i}.ts`));
  }, 240_000);

  it("--changed leaves out what was attempted as it is; a name or --watch beside it is refused", () => {
    rmSync(learner.file("two-layer-backward.ts"));
    const same = learner.blankfile("check", "--changed");
    expect([same.status, same.stdout]).toEqual([0, "2 unchanged since the last attempt.\n"]);
    learner.write("stable-softmax.ts", `${source("stable-softmax", "solution.ts")}// another\n`);
    const { status, stdout } = learner.blankfile("check", "--changed");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 unchanged[\s\S]*^\[1\/1\] ✓ stable-softmax/m);
    expect(stdout).not.toMatch(/scalar-autograd/);
    expect(learner.blankfile("check", "--watch").stderr).toMatch(/--watch without a name; name an exercise/);
    expect(learner.blankfile("check", "stable-softmax", "--changed").status).toBe(2);
  }, 240_000);

  it("is ended at once by Ctrl+C, with what was done", async () => {
    learner.write("stable-softmax.ts", "for (;;) {}\nexport function softmax() {}\n");
    const child = learner.start("check");
    let output = "";
    const begun = new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk;
        if (/^\[1\/2\]/m.test(output)) resolve();
      });
    });
    await begun;
    const ended = once(child, "exit");
    child.kill("SIGINT");
    expect((await ended)[0]).toBe(130);
    expect(output).toMatch(/Stopped: 1 of 2 checked\./);
  }, 240_000);
});
