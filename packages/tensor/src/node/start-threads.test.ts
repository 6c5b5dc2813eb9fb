import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import type { ThreadPool } from "../threads/thread-pool.ts";
import { type Toy, toy, toyExpected, toyLength, wrong } from "../threads/toy.fixture.ts";
import { startThreads } from "./start-threads.ts";

const fixture = new URL("../threads/toy.fixture.ts", import.meta.url).href;
const host = { url: fixture };
const env = { ask: (x: number) => x };
const noise = Int32Array.from({ length: toyLength }, (_, i) => Math.imul(i + 1, 2654435761));

let pool: ThreadPool;
afterEach(() => pool.close());

function load(code: Toy, data?: unknown) {
  return pool.load({ ...code, env, host: { ...host, data } });
}

describe("a pool of worker threads", () => {
  it("turns ones into 4, then 16: 3 · 1 + 1, 3 · 4 + 4", async () => {
    pool = await startThreads(2);
    const code = toy(2);
    code.arrays[0].fill(1);
    load(code).run();
    expect(new Set(code.arrays[0])).toEqual(new Set([16]));
  });

  it.each([1, 2, 4])("gives the same numbers after 1,000 barriers with %d threads", async (threads) => {
    pool = await startThreads(threads);
    const code = toy(1000);
    code.arrays[0].set(noise);
    load(code).run();
    expect(code.arrays[0]).toEqual(toyExpected(noise, 1000));
  });

  it.each([2, 4])(
    "gives the same numbers after 2,000 runs of two programs with %d threads",
    async (threads) => {
      pool = await startThreads(threads);
      const codes = [toy(2), toy(4)] as const;
      for (const code of codes) code.arrays[0].set(noise);
      const programs = codes.map((code) => load(code));
      for (let i = 0; i < 1000; i++) for (const program of programs) program.run();
      expect(codes[0].arrays[0]).toEqual(toyExpected(noise, 2000));
      expect(codes[1].arrays[0]).toEqual(toyExpected(noise, 4000));
    },
  );

  it("wakes threads that fell asleep, and loads while they sleep", async () => {
    pool = await startThreads(3);
    const first = toy(2);
    first.arrays[0].set(noise);
    const program = load(first);
    for (let i = 0; i < 3; i++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      program.run();
    }
    const second = toy(2);
    second.arrays[0].set(noise);
    await new Promise((resolve) => setTimeout(resolve, 50));
    load(second).run();
    expect(first.arrays[0]).toEqual(toyExpected(noise, 6));
    expect(second.arrays[0]).toEqual(toyExpected(noise, 2));
  });

  it.each([0, 1, 2])("reports a trap in thread %d, and runs the next program", async (thread) => {
    pool = await startThreads(3);
    const bad = wrong("traps");
    const program = load(bad);
    for (let i = 0; i < 3; i++) {
      bad.arrays[0][0] = thread;
      expect(() => program.run()).toThrow(
        `compile: thread ${thread} of 3 failed (RuntimeError: unreachable), code that ends is needed`,
      );
      bad.arrays[0][0] = 99;
      program.run();
    }
    const good = toy(4);
    good.arrays[0].set(noise);
    load(good).run();
    expect(good.arrays[0]).toEqual(toyExpected(noise, 4));
  });

  it("reports what a function of JavaScript's throws in a worker", async () => {
    pool = await startThreads(2);
    const code = wrong("asks the host");
    const program = load(code, "throws");
    code.arrays[0][0] = 1;
    expect(() => program.run()).toThrow(
      "compile: thread 1 of 2 failed (RangeError: ask: 7 refused), code that ends is needed",
    );
    code.arrays[0][0] = 0;
    program.run();
  });

  it("gives up on a thread that does not come back, and closes", async () => {
    pool = await startThreads(2, { patience: 1 });
    const code = wrong("never ends");
    const program = load(code);
    code.arrays[0][0] = 1;
    expect(() => program.run()).toThrow(
      "compile: a thread came no further in 1 s, shorter steps or a larger patience are needed; the worker pool was closed",
    );
    expect(() => program.run()).toThrow(
      "compile: the worker pool was closed, because a thread did not come back; an open one is needed: startThreads gives one",
    );
  });

  it("refuses to run after close and unload, and inside a run", async () => {
    pool = await startThreads(2);
    const inner = wrong("asks the host");
    let nested = () => {};
    const program = pool.load({ ...inner, host, env: { ask: () => nested() } });
    nested = () => program.run();
    expect(() => program.run()).toThrow("the worker pool is in a run, one run at a time is needed");
    nested = () => {};
    program.run();
    program.unload();
    expect(() => program.run()).toThrow("compile: the program was unloaded, a loaded one is needed");
    pool.close();
    pool.close();
    expect(() => load(toy(2))).toThrow("compile: the worker pool was closed, because close() was called;");
  });

  it("says which thread lacks an import", async () => {
    pool = await startThreads(2);
    expect(() => pool.load({ ...toy(2), env })).toThrow(
      /^compile: thread 1 of 2 could not load the module \(.*import.*everything that it imports is needed there too$/i,
    );
    load(toy(2)).run();
  });

  it("refuses numbers of threads and seconds that make no sense", async () => {
    await expect(startThreads(0)).rejects.toThrow("startThreads: 0 threads, a whole number from 1 to 256");
    await expect(startThreads(1.5)).rejects.toThrow(RangeError);
    await expect(startThreads(2, { patience: 0 })).rejects.toThrow("patience 0, seconds above 0 are needed");
  });

  it.each([
    ["ends with its script, though nobody closed the pool", "", 0],
    ["ends with an error that nobody catches", "throw new Error('on purpose')", 1],
  ])("%s", (_, last, status) => {
    const script = `
      import { startThreads } from ${JSON.stringify(new URL("./start-threads.ts", import.meta.url).href)};
      import { toy } from ${JSON.stringify(fixture)};
      const pool = await startThreads(3);
      pool.load({ ...toy(2), env: { ask() {} }, host: { url: ${JSON.stringify(fixture)} } }).run();
      console.log("ran");
      ${last}`;
    const child = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      timeout: 20_000,
    });
    expect([child.status, child.stdout]).toEqual([status, "ran\n"]);
  });
});
