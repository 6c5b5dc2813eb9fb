import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { saveSafetensors } from "@blankfile/nn";
import { median } from "./measure.ts";
import { startPeer } from "./peer.ts";
import type { Prepared } from "./protocol.ts";
import type { Contestant } from "./roster.ts";
import type { Row } from "./rows.ts";
import { inputs } from "./workloads/inputs.ts";
import { gpt } from "./workloads/workload.ts";

export const compileWorkload = "compile gpt";

/** What the first call of the GPT step takes beyond the fourth: median over fresh processes, wall time. */
export async function measureCompile(contestants: Contestant[], folder: string): Promise<Row[]> {
  const workload = gpt();
  const file = join(folder, "compile.safetensors");
  writeFileSync(file, saveSafetensors(inputs(workload)));
  const compiling = contestants.filter(
    ({ engine, threads }) => threads === 1 && ["ours compiled", "jax-js"].includes(engine),
  );
  const extra = new Map<Contestant, number[]>();
  const rows = new Map<Contestant, Row>();
  for (let round = 0; round < 3; round++) {
    for (const contestant of compiling) {
      const { engine, threads } = contestant;
      const peer = await startPeer(contestant);
      const base = {
        workload: compileWorkload,
        engine,
        version: peer.version,
        threads,
        cpuMs: null,
        gflops: null,
      };
      const answer = await peer.ask<Prepared>({ do: "prepare", workload, file });
      peer.end();
      if ("cannot" in answer) {
        rows.set(contestant, { ...base, wallMs: null, runs: 0, reason: answer.cannot });
        continue;
      }
      const taken = [...(extra.get(contestant) ?? []), answer.firstMs - answer.laterMs];
      extra.set(contestant, taken);
      rows.set(contestant, { ...base, wallMs: median(taken), runs: taken.length });
    }
  }
  rmSync(file);
  return [...rows.values()];
}
