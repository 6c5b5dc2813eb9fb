import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CheckFileOptions, checkFile } from "./check-file.ts";
import { checks, makePlace, type Place, page, solution } from "./exercise.fixture.ts";

let place: Place;
let workspace: string;
beforeAll(() => {
  place = makePlace();
  workspace = mkdtempSync(path.join(tmpdir(), "workspace-"));
});
afterAll(() => {
  rmSync(place.root, { recursive: true });
  rmSync(workspace, { recursive: true });
});
beforeEach(() => {
  place.write("checks.ts", checks);
  place.write("exercise.md", page([]));
});

/** Checks a file of that text, which lies in a folder without package.json or packages. */
function check(text: string, options: CheckFileOptions = {}) {
  const file = place.write(path.join(workspace, "double.ts"), text);
  return checkFile(place.folder, file, options);
}

const doubling = (body: string) => `export function double(x: number): number {\n  ${body}\n}\n`;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100 && alive(pid); i++) await wait(100);
  return !alive(pid);
}

describe("a file that ends by itself", () => {
  it("passes, and tells names, starts and results on the way", async () => {
    const told: string[] = [];
    const attempt = await check(solution, {
      onReady: (names) => told.push(`ready ${names.length}`),
      onStart: (i, name) => told.push(`start ${i} ${name}`),
      onResult: (i, { pass }) => told.push(`result ${i} ${pass}`),
    });
    expect(attempt).toMatchObject({
      exercise: "double",
      outcome: "passed",
      names: ["twice two", "twice a negative"],
      imports: [],
    });
    expect(told).toEqual([
      "ready 2",
      "start 0 twice two",
      "result 0 true",
      "start 1 twice a negative",
      "result 1 true",
    ]);
  });

  it("fails with given, expected, the prerequisite and the reason", async () => {
    const attempt = await check(doubling("return Math.abs(2 * x);"));
    expect(attempt.outcome).toBe("failed");
    expect(attempt.results[1]).toMatchObject({
      pass: false,
      given: "6",
      expected: "-6",
      probes: "real-numbers",
      why: "The sign stays.",
    });
  });

  it("fails with the error and the line where it arose, types counted in", async () => {
    const attempt = await check(
      "interface Pair {\n  a: number;\n}\nfunction inner(pair: Pair): number {\n  throw new RangeError('no ' + pair.a);\n}\nexport const double = (x: number) => inner({ a: x });\n",
    );
    expect(attempt.results[0]).toMatchObject({ error: "RangeError: no 2", line: 5 });
  });

  it("is told of what it prints", async () => {
    let output = "";
    await check(doubling('console.log("x is", x); console.error("really"); return 2 * x;'), {
      onOutput: (text) => (output += text),
    });
    expect(output).toContain("x is 2");
    expect(output).toContain("really");
  });

  it("may print without end, of which a part is kept", async () => {
    let length = 0;
    const attempt = await check(doubling('for (;;) console.log("again and again");'), {
      onOutput: (text) => (length += text.length),
    });
    expect(attempt.outcome).toBe("time limit");
    expect(length).toBeLessThanOrEqual(100_000);
  });

  it("is read through a symbolic link", async () => {
    place.write(path.join(workspace, "real.ts"), solution);
    const link = path.join(workspace, "link.ts");
    symlinkSync(path.join(workspace, "real.ts"), link);
    expect((await checkFile(place.folder, link)).outcome).toBe("passed");
  });

  it("goes on over a stray rejection, which is printed", async () => {
    let output = "";
    const attempt = await check(doubling('void Promise.reject(new Error("stray")); return 2 * x;'), {
      onOutput: (text) => (output += text),
    });
    expect(attempt.outcome).toBe("passed");
    expect(output).toContain("outside of any check: Error: stray");
  });
});

describe("a file that does not load", () => {
  it("a syntax error has its line", async () => {
    const cases: [string, number, RegExp][] = [
      ["export const a = 1;\nconst b = ;\n", 2, /Expression expected/],
      ["export const a = 1;\nconst b = 2;\nconst b = 3;\n", 3, /'b' has already been declared/],
      ['import { f } from "f";\nexport const a = /(/;\n', 2, /Unterminated group/],
      ["export const a = 1;\nenum Colour { Red }\n", 2, /enum is not supported: types are only removed/],
      ["export function double(x: number) {\n", 1, /Expected '}'/],
    ];
    for (const [text, line, message] of cases) {
      const attempt = await check(text);
      expect(attempt).toMatchObject({ outcome: "syntax error", line, results: [] });
      expect(attempt.message).toMatch(message);
    }
  });

  it("an error while it loads has its line", async () => {
    expect(await check(`${solution}\ndouble(nowhere);\n`)).toMatchObject({
      outcome: "load error",
      message: "ReferenceError: nowhere is not defined",
      line: 5,
      names: ["twice two", "twice a negative"],
    });
    expect((await check(`${solution}\nJSON.parse("{");\n`)).outcome).toBe("load error");
  });

  it("one that exports nothing, or nothing that is asked for, is told what to export", async () => {
    for (const text of ["", "const a = 1;\n", "export {};\n"]) {
      expect((await check(text)).message).toBe(
        "your file exports nothing; it must export double: `export function double(x: number): number`",
      );
    }
    const attempt = await check(solution.replace("double", "duoble"));
    expect(attempt.outcome).toBe("load error");
    expect(attempt.message).toContain("is duoble meant to be double?");
  });

  it("one that cannot be read is named", async () => {
    const attempt = await checkFile(place.folder, path.join(workspace, "absent.ts"));
    expect(attempt).toMatchObject({ outcome: "load error", results: [] });
    expect(attempt.message).toMatch(/absent\.ts cannot be read: it is not there/);
    expect((await checkFile(place.folder, workspace)).message).toMatch(/cannot be read: it is a folder/);
  });

  it("imports what the exercise allows, resolved as for the checks, and nothing else", async () => {
    place.write("exercise.md", page(["@blankfile/tensor"]));
    const text = (name: string) => `import { tensor } from "${name}";\nvoid tensor;\n${solution}`;
    const attempt = await check(text("@blankfile/tensor"));
    expect(attempt.message).toBeUndefined();
    expect(attempt).toMatchObject({ outcome: "passed", imports: ["@blankfile/tensor"] });
    expect(await check(`\n${text("node:fs")}`)).toMatchObject({
      outcome: "load error",
      line: 2,
      message: 'import of "node:fs": this exercise does without it; it may import @blankfile/tensor',
      imports: ["node:fs"],
    });
    const hidden = await check(doubling('return import("node:" + "fs") as never;'));
    expect(hidden.results[1]!.error).toMatch(/import of "node:fs": this exercise does without it/);
  });
});

describe("a file that would not end", () => {
  const endless: [string, string, string][] = [
    ["a loop", "twice two", doubling("for (;;) {}")],
    [
      "an endless regular expression",
      "twice two",
      doubling('return /^(a+)+$/.test("a".repeat(60) + "b") ? 1 : 2 * x;'),
    ],
    [
      "a loop of microtasks",
      "twice a negative",
      "export async function double(x: number) {\n  for (;;) await x;\n}\n",
    ],
  ];
  it.each(endless)("%s is ended, and its check is named", async (_, name, text) => {
    const told: string[] = [];
    const attempt = await check(text, { onResult: (_, result) => told.push(result.name) });
    expect(told.at(-1)).toBe(name);
    expect(attempt).toMatchObject({
      outcome: "time limit",
      message: expect.stringContaining(`"${name}" did not end within 1.5 s`),
    });
    expect(attempt.results.at(-1)).toMatchObject({ pass: false, error: "did not end within 1.5 s" });
  });

  it("a promise that never settles is ended, with what its check probes", async () => {
    const attempt = await check(
      "export const double = (x: number) => (x > 0 ? 2 * x : new Promise(() => {}));\n",
    );
    expect(attempt.outcome).toBe("time limit");
    expect(attempt.results).toHaveLength(2);
    expect(attempt.results[1]).toMatchObject({
      name: "twice a negative",
      error: "did not end within 1.5 s",
      probes: "real-numbers",
      why: "The sign stays.",
    });
  });

  it("a loop outside of its functions is ended", async () => {
    const attempt = await check(`${solution}while (true) {}\n`, { loadLimitMs: 500 });
    expect(attempt.outcome).toBe("time limit");
    expect(attempt.message).toMatch(/^your file did not finish loading within 0.5 s/);
  });

  it("the checks together have a limit", async () => {
    place.write("checks.ts", checks.replaceAll("timeLimitMs: 1500", "timeLimitMs: 60_000"));
    const attempt = await check(doubling("for (;;) {}"), { timeLimitMs: 3000 });
    expect(attempt.message).toMatch(/the checks together did not end within 3 s \(in "twice two"\)/);
  });

  it("an endless recursion is an error with its line", async () => {
    const attempt = await check(doubling("return double(x) + 1;"));
    expect(attempt.outcome).toBe("failed");
    expect(attempt.results[0]).toMatchObject({ error: expect.stringMatching(/call stack/), line: 2 });
  });

  it("timers and sockets that it leaves behind keep nobody waiting, and its process is gone", async () => {
    const pidFile = path.join(workspace, "pid");
    const attempt = await check(
      `${solution}setInterval(() => {}, 1000);\nprocess.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));\n`,
    );
    expect(attempt.outcome).toBe("passed");
    expect(await gone(Number(readFileSync(pidFile, "utf8")))).toBe(true);
  });
});

describe("a file that harms its process", () => {
  it("the network is refused with the browser's sentence", async () => {
    for (const [name, call] of [
      ["fetch", 'fetch("http://127.0.0.1:9/")'],
      ["WebSocket", 'new WebSocket("ws://127.0.0.1:9/")'],
    ] as const) {
      const attempt = await check(doubling(`void ${call};\n  return 2 * x;`));
      expect(attempt.outcome).toBe("failed");
      expect(attempt.results[0]!.error).toBe(
        `TypeError: ${name}: an exercise has no network; work with the values that the checks pass in`,
      );
    }
  });

  it("process.exit is an error, in a check and while it loads", async () => {
    const inCheck = await check(doubling("process.exit(0);"));
    expect(inCheck).toMatchObject({ outcome: "failed" });
    expect(inCheck.results[0]).toMatchObject({
      error: expect.stringMatching(/process\.exit was called/),
      line: 2,
    });
    expect(await check(`${solution}process.exit(0);\n`)).toMatchObject({
      outcome: "load error",
      message: expect.stringMatching(/process\.exit was called/),
      line: 4,
    });
  });

  it("a process that ends all the same has not passed", async () => {
    const attempt = await check(doubling('process.kill(process.pid, "SIGTERM"); for (;;) {}'));
    expect(attempt).toMatchObject({ outcome: "failed" });
    expect(attempt.message).toMatch(/your code ended the process \(SIGTERM\) \(in "twice two"\)/);
    expect(attempt.results[0]).toMatchObject({ name: "twice two", pass: false });
    expect((await check(`process.kill(process.pid, "SIGTERM"); for (;;) {}\n${solution}`)).outcome).toBe(
      "load error",
    );
  });

  const patient = checks.replaceAll("1500", "60_000");
  it("memory that only grows is ended: objects, and arrays of numbers outside the heap", async () => {
    place.write("checks.ts", patient);
    for (const body of [
      "const list: unknown[] = []; for (;;) list.push({ x, list: [x] });",
      "const list: Float64Array[] = []; for (;;) list.push(new Float64Array(1e6).fill(x));",
    ]) {
      const attempt = await check(doubling(body), { timeLimitMs: 60_000, memoryLimitMb: 64 });
      expect(attempt).toMatchObject({ outcome: "memory limit" });
      expect(attempt.message).toMatch(/^your file used more than 64 MB of memory \(in "twice two"\)/);
      expect(attempt.results[0]).toMatchObject({ pass: false });
    }
  }, 480_000);

  it("cannot pass by changing the language or speaking in the checks' name", async () => {
    const tampered = await check(
      `Math.abs = () => 0;\nNumber.prototype.toPrecision = () => "4";\n${doubling("return 1;")}`,
    );
    expect(tampered.outcome).toBe("failed");
    expect(tampered.results[0]!.error).toMatch(/your code changed /);
    const forged = await check(
      `const { writeSync } = process.getBuiltinModule("node:fs");
const say = (m: object) => writeSync(3, JSON.stringify(m) + "\\n");
say({ kind: "loaded" });
say({ kind: "result", result: { name: "twice two", pass: true, elapsedMs: 0 } });
say({ kind: "result", result: { name: "twice a negative", pass: true, elapsedMs: 0 } });
say({ kind: "done" });
(Object.prototype as { toJSON?: unknown }).toJSON = function (this: object) {
  return { ...this, pass: true };
};
${doubling("return 1;")}`,
    );
    expect(forged.outcome).toBe("failed");
    expect(forged.results.map(({ pass }) => pass)).toEqual([false, false]);
  });
});

describe("whoever starts it", () => {
  it("is told when the exercise itself is broken", async () => {
    place.write("checks.ts", 'export const checks = [];\nthrow new Error("no");\n');
    await expect(check(solution)).rejects.toThrow(/exercise double: checks\.ts cannot be loaded: Error: no/);
    place.write("checks.ts", "export const checks = [];\n");
    expect((await check(solution)).outcome).toBe("failed");
    place.write("exercise.md", "---\ntitel: x\n---\n");
    await expect(check(solution)).rejects.toThrow(/titel: unknown key; did you mean title\?/);
  });

  it("can stop it", async () => {
    const stop = new AbortController();
    const promise = check(doubling("for (;;) {}"), {
      signal: stop.signal,
      onStart: () => stop.abort(new Error("enough")),
    });
    await expect(promise).rejects.toThrow("enough");
    await expect(check(solution, { signal: AbortSignal.abort(new Error("at once")) })).rejects.toThrow(
      "at once",
    );
  });

  it("may be killed: the child does not outlive it", async () => {
    const pidFile = path.join(workspace, "orphan");
    const file = place.write(
      path.join(workspace, "orphan.ts"),
      `process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nfor (;;) {}\n${solution}`,
    );
    const parent = spawn(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `import { checkFile } from ${JSON.stringify(new URL("./check-file.ts", import.meta.url).href)};
         await checkFile(${JSON.stringify(place.folder)}, ${JSON.stringify(file)}, { loadLimitMs: 60_000, timeLimitMs: 60_000 });`,
      ],
      { stdio: "ignore" },
    );
    for (let i = 0; i < 200 && !existsSync(pidFile); i++) await wait(100);
    await wait(100);
    const pid = Number(readFileSync(pidFile, "utf8"));
    expect(alive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await once(parent, "exit");
    expect(await gone(pid)).toBe(true);
  });
});
