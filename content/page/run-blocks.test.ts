import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runBlocks } from "./run-blocks.ts";
import { problemsOf, render, smallWorld } from "./small-world.ts";
import { World } from "./world.ts";

const cache = mkdtempSync(join(tmpdir(), "blankfile-runs-"));
afterAll(() => rmSync(cache, { recursive: true }));

const page = (...blocks: string[]) => blocks.map((code) => `\`\`\`ts run\n${code}\n\`\`\`\n`).join("\n");
const run = (...blocks: string[]) => runBlocks(blocks, new World(smallWorld()));

describe("ts run", () => {
  it("shows what each block prints under it", async () => {
    const { html, problems } = await render(page("console.log(1 + 1, [2]);", "console.log('a < b');"));
    expect(problems).toEqual([]);
    expect(html).toMatch(/<samp>2 \[ 2 \]<\/samp><\/pre><\/figure>\n.*<samp>a &lt; b<\/samp>/s);
  });

  it("a hidden block runs without being shown", async () => {
    const { html, blocks } = await render(
      "```ts run hidden\nexport const x = 7;\nconsole.log('unseen');\n```\n\nx is {{x}}\n",
    );
    expect(html).toBe("<p>x is 7</p>");
    expect(blocks).toMatchObject([{ kind: "code", run: true, hidden: true, output: "unseen\n" }]);
  });

  it("strips types and reaches our packages", async () => {
    const { outputs, exports, failure } = await run(
      'import { tensor } from "@blankfile/tensor";\nconst x: number[] = [1, 2];\nexport const s: number = tensor(x).sum().item();',
    );
    expect(failure).toBeUndefined();
    expect(outputs).toEqual([""]);
    expect(exports).toEqual({ s: { type: "number", text: "3" } });
  });

  it("each block is a module of its own, and exports of all are collected", async () => {
    const { exports } = await run(
      "export const a = 1; const own = 2;",
      "const own = 3; export const b = own;",
    );
    expect(exports).toEqual({ a: { type: "number", text: "1" }, b: { type: "number", text: "3" } });
  });

  const failing: [string, string[], string][] = [
    [
      "a throw",
      ["const ok = 1;", "const f = () => {\n  throw new RangeError('too far');\n};\nf();"],
      "7 ts run: RangeError: too far",
    ],
    [
      "a type that cannot be stripped",
      ["const a = 1;\nenum B { C }"],
      "3 ts run: SyntaxError: TypeScript enum is not supported",
    ],
    ["a syntax error", ["const a = (;"], "2 ts run: SyntaxError: Expression expected"],
    [
      "a name declared twice",
      ["const a = 1;\nconst a = 2;"],
      "3 ts run: SyntaxError: Identifier 'a' has already been declared",
    ],
    [
      "a file",
      ["\nimport { readFileSync } from 'node:fs';"],
      '3 ts run: imports "node:fs", a package of ours, "@blankfile/…", is needed',
    ],
    [
      "a file by a computed name",
      ["const name = 'node:fs';\nawait import(name);"],
      '1 ts run: TypeError: import: "node:fs" is not there for a page',
    ],
    ["another library", ["import { z } from 'zod';"], '2 ts run: imports "zod", a package of ours'],
    [
      "a package that does not exist",
      ["import { z } from '@blankfile/none';"],
      '2 ts run: imports "@blankfile/none", a package of ours',
    ],
    [
      "the node part of a package",
      ["import * as t from '@blankfile/tracking/node';"],
      '2 ts run: imports "@blankfile/tracking/node"',
    ],
    ["the network", ["await fetch('http://127.0.0.1/');"], "2 ts run: ReferenceError: fetch is not defined"],
    ["the process", ["process.exit(0);"], "2 ts run: ReferenceError: process is not defined"],
    [
      "unseeded randomness",
      ["Math.random();"],
      "2 ts run: Error: Math.random: the page would change with every build",
    ],
    ["the clock", ["Date.now();"], "2 ts run: Error: Date.now: the page would change with every build"],
    [
      "an error later",
      ["Promise.reject(new Error('later'));\nawait new Promise((go) => setTimeout(go, 20));"],
      "2 ts run: ended its process: Error: later",
    ],
    [
      "an error that nobody awaits",
      ["Promise.reject(new Error('lost'));"],
      "2 ts run: ended its process: Error: lost",
    ],
    [
      "waiting for ever",
      ["await new Promise(() => {});"],
      "1 ts run: waits for ever: a top-level await is never settled",
    ],
  ];
  it.each(failing)("%s is a problem with its line", async (_, blocks, problem) => {
    const problems = await problemsOf(page(...blocks));
    expect(problems).toHaveLength(1);
    expect(problems[0]!.slice(0, problem.length)).toBe(problem);
  });

  it("a loop without end is stopped, and the block is named", async () => {
    const problems = await problemsOf(page("const a = 1;", "for (;;) {}"), { runLimitMs: 1500 });
    expect(problems).toEqual([
      expect.stringMatching(/^5 ts run: runs longer than 1\.5 s, the time for all blocks of a page/),
    ]);
  });

  it("a timer that is left running holds nothing up", async () => {
    const { outputs, failure } = await run("setInterval(() => {}, 1000);\nconsole.log('done');");
    expect(failure).toBeUndefined();
    expect(outputs).toEqual(["done\n"]);
  });

  it("a result is kept by the hash of the blocks, a failure is not", async () => {
    const world = () => new World(smallWorld({ cache }));
    await runBlocks(["throw 1;"], world());
    await runBlocks(["console.log('first');"], world());
    const files = readdirSync(join(cache, "runs"));
    expect(files).toHaveLength(1);
    const file = join(cache, "runs", files[0]!);
    writeFileSync(file, readFileSync(file, "utf8").replace("first", "kept"));
    expect((await runBlocks(["console.log('first');"], world())).outputs).toEqual(["kept\n"]);
    expect((await runBlocks(["console.log('second');"], world())).outputs).toEqual(["second\n"]);
    writeFileSync(file, "damaged");
    expect((await runBlocks(["console.log('first');"], world())).outputs).toEqual(["first\n"]);
  });
});
