import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { float } from "../model-selection/search/space.ts";
import type { Study } from "../model-selection/search/study.ts";
import { type KeptStudy, openStudy } from "./open-study.ts";

const folder = mkdtempSync(path.join(tmpdir(), "study-"));
afterAll(() => rmSync(folder, { recursive: true }));

const options = { space: { x: float(-5, 5) }, randomState: 3 } as const;
const run = ({ study, tell }: KeptStudy, trials: number): Study => {
  for (let i = 0; i < trials; i++) {
    const { number, params } = study.ask()!;
    tell(number, ((params.x as number) - 1) ** 2);
  }
  return study;
};

describe("openStudy", () => {
  it("goes on from its file as if it had never stopped", () => {
    const whole = run(openStudy(path.join(folder, "whole.jsonl"), options), 25);
    const file = path.join(folder, "parts.jsonl");
    run(openStudy(file, options), 14);
    expect(run(openStudy(file, options), 11).trials).toEqual(whole.trials);
    expect(readFileSync(file, "utf8")).toBe(readFileSync(path.join(folder, "whole.jsonl"), "utf8"));
  });

  it("drops a last line that was cut off, and keeps NaN and infinity", () => {
    const file = path.join(folder, "torn.jsonl");
    const kept = openStudy(file, options);
    run(kept, 2);
    kept.study.ask();
    kept.study.ask();
    kept.tell(2, Number.NaN);
    kept.tell(3, Infinity);
    appendFileSync(file, '{"number":4,"par');
    const again = openStudy(file, options);
    expect(again.study.trials).toEqual(kept.study.trials);
    run(again, 1);
    expect(openStudy(file, options).study.trials.length).toBe(5);
  });

  it("refuses the file of another study, and a damaged line", () => {
    const file = path.join(folder, "other.jsonl");
    run(openStudy(file, options), 1);
    expect(() => openStudy(file, { ...options, randomState: 4 })).toThrow(/of a study with other options/);
    appendFileSync(file, "damage\n");
    expect(() => openStudy(file, options)).toThrow(/line 3 of .*other.jsonl is no JSON/);
  });

  it("loses no trial that was told when the process is killed", async () => {
    const file = path.join(folder, "killed.jsonl");
    const program = `
      import { openStudy } from ${JSON.stringify(new URL("./open-study.ts", import.meta.url).href)};
      const { study, tell } = openStudy(${JSON.stringify(file)}, ${JSON.stringify(options)});
      for (;;) { const { number, params } = study.ask(); tell(number, (params.x - 1) ** 2); console.log(number); }`;
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, [
        "--disable-warning=ExperimentalWarning",
        "--input-type=module-typescript",
        "-e",
        program,
      ]);
      let told = -1;
      child.stdout.on("data", (text: Buffer) => {
        told = Number(text.toString().trim().split("\n").at(-1));
      });
      while (told < 5 * (round + 1)) await wait(5);
      child.kill("SIGKILL");
      await new Promise((resolve) => child.on("close", resolve));
      expect(existsSync(file)).toBe(true);
      expect(openStudy(file, options).study.trials.length).toBeGreaterThan(told);
    }
    const { trials } = openStudy(file, options).study;
    const whole = run(openStudy(path.join(folder, "unkilled.jsonl"), options), trials.length);
    expect(trials).toEqual(whole.trials);
  });
});
