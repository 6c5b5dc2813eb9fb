import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parseArguments } from "./arguments.ts";
import { measure, median } from "./measure.ts";
import { startPeer } from "./peer.ts";
import { roster } from "./roster.ts";
import { type Row, table } from "./rows.ts";
import { targetTable } from "./targets.ts";
import { product } from "./workloads/workload.ts";

const folder = mkdtempSync(join(tmpdir(), "blankfile-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const options = { rounds: 1, slow: false, folder };
const absent: Row = {
  workload: "mlp",
  engine: "PyTorch",
  version: "PyTorch",
  threads: 1,
  cpuMs: null,
  wallMs: null,
  gflops: null,
  runs: 0,
  reason: "no torch",
};

describe("measure", () => {
  it("gives a row with the named fields from an engine's process", async () => {
    const peer = await startPeer(roster[0]!);
    const rows = await measure({ ...product(16), name: "small" }, [peer], options);
    peer.end();
    const row = JSON.parse(JSON.stringify(rows[0])) as Row;
    const fields = ["workload", "engine", "version", "threads", "cpuMs", "wallMs", "gflops", "runs"];
    expect(Object.keys(row)).toEqual(fields);
    expect(row).toMatchObject({ workload: "small", engine: "ours eager", threads: 1 });
    expect(row.runs).toBeGreaterThan(0);
  });

  it("gives a row with a reason where the engine cannot start", async () => {
    const peer = await startPeer({ ...roster[0]!, engine: "nothing", arguments: ["-e", "process.exit(3)"] });
    const rows = await measure({ ...product(16), name: "small" }, [peer], options);
    expect(rows[0]).toMatchObject({ engine: "nothing", cpuMs: null, runs: 0 });
    expect(rows[0]!.reason).toMatch(/ended with code 3/);
  });

  it("does not time an engine that computes something else", async () => {
    const liar = `
      const lines = require("node:readline").createInterface({ input: process.stdin });
      console.log(JSON.stringify({ version: "liar 1" }));
      lines.on("line", () => console.log(JSON.stringify({ values: [1, 2, 3, 4], firstMs: 1, laterMs: 1 })));`;
    const peers = [
      await startPeer(roster[0]!),
      await startPeer({ ...roster[0]!, engine: "liar", arguments: ["-e", liar] }),
    ];
    const rows = await measure({ ...product(16), name: "small" }, peers, options);
    for (const peer of peers) peer.end();
    expect(rows[0]!.reason).toBeUndefined();
    expect(rows[1]!.reason).toMatch(/another value after 0 steps: 1, ours eager has/);
  });

  it("the median of an even number lies between the middle two", () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

describe("tables", () => {
  const measured: Row = { ...absent, engine: "ours compiled", cpuMs: 2, wallMs: 2, gflops: 10, runs: 3 };
  delete measured.reason;

  it("a row that was not measured stands below the table with its reason", () => {
    expect(table([measured, absent])).toMatch(/- PyTorch, 1 thread: no torch \(mlp\)/);
  });

  it("a target's ratio is their time over ours", () => {
    const theirs: Row = { ...measured, engine: "PyTorch", cpuMs: 1.4 };
    expect(targetTable([measured, theirs])).toMatch(
      /MLP step, 1 thread, over PyTorch +\| 0.6 × +\| 0.75 × +\| 0.700 × +\| met/,
    );
  });

  it("a target without figures says why", () => {
    expect(targetTable([measured, absent])).toMatch(/not measured: PyTorch: no torch/);
  });
});

describe("parseArguments", () => {
  it("no name and engine are everything; names pick parts", () => {
    expect(parseArguments([]).parts).toEqual(parseArguments(["engine"]).parts);
    expect(parseArguments(["gpt", "mlp", "--rounds", "2"])).toMatchObject({
      parts: ["mlp", "gpt"],
      rounds: 2,
    });
  });

  it("refuses what it does not know, by name", () => {
    expect(() => parseArguments(["gtp"])).toThrow(/bench: gtp, one of engine, product/);
    expect(() => parseArguments(["--rounds", "0"])).toThrow(/--rounds 0, a whole number/);
  });
});
