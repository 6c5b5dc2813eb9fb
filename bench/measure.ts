import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { saveSafetensors } from "@blankfile/nn";
import type { Peer } from "./peer.ts";
import type { Prepared, Timing } from "./protocol.ts";
import type { Row } from "./rows.ts";
import { inputs } from "./workloads/inputs.ts";
import { gflop, type Workload } from "./workloads/workload.ts";

export interface MeasureOptions {
  rounds: number;
  /** Also what a contestant calls slow. */
  slow: boolean;
  /** Where the inputs are written. */
  folder: string;
}

/** Long enough for the clock of a process, short enough that all engines meet the same moods of the machine. */
const burstMs = 100;
const warmUpMs = 400;
/** From here on a run is its own burst, without warming up, in few rounds. */
const longMs = 1000;
const longRounds = 3;
/** Largest relative difference of two engines' values: float32, summed in other orders, three steps of Adam. */
const tolerance = 1e-4;

interface Entry {
  peer: Peer;
  times: number;
  cpu: number[];
  wall: number[];
  reason?: string | undefined;
}

/**
 * One workload on every peer that takes it. First each runs it four times; engines whose values differ from the reference are not timed.
 * Then they take turns: a round is one burst of each, and a row holds medians over the rounds.
 */
export async function measure(workload: Workload, peers: Peer[], options: MeasureOptions): Promise<Row[]> {
  const file = join(options.folder, `${workload.name.replaceAll(" ", "-")}.safetensors`);
  writeFileSync(file, saveSafetensors(inputs(workload)));
  const taking = peers.filter(({ contestant }) => contestant.takes(workload));
  const entries = await prepareAll(workload, taking, { file, slow: options.slow });
  for (const entry of entries) await warmUp(entry);
  for (let round = 0; round < options.rounds; round++) {
    for (const entry of entries) {
      const isLong = entry.times === 1 && entry.cpu[0] !== undefined && entry.cpu[0] > longMs;
      if (entry.reason === undefined && !(isLong && round >= longRounds)) await burst(entry);
    }
  }
  for (const { peer } of entries) if (peer.missing === undefined) await peer.ask({ do: "drop" });
  rmSync(file);
  return entries.map((entry) => rowOf(workload, entry));
}

async function prepareAll(
  workload: Workload,
  peers: Peer[],
  { file, slow }: { file: string; slow: boolean },
): Promise<Entry[]> {
  const entries: Entry[] = [];
  const values: (readonly number[] | undefined)[] = [];
  for (const peer of peers) {
    const reason = peer.missing ?? (slow ? undefined : peer.contestant.slow?.(workload));
    const answer =
      reason === undefined ? await peer.ask<Prepared>({ do: "prepare", workload, file }) : { cannot: reason };
    const entry: Entry = { peer, times: 1, cpu: [], wall: [] };
    if ("cannot" in answer) entry.reason = answer.cannot;
    else entry.times = Math.max(1, Math.ceil(burstMs / answer.laterMs));
    entries.push(entry);
    values.push("cannot" in answer ? undefined : answer.values);
  }
  refuseStrangers(entries, values);
  return entries;
}

/** PyTorch's values are the reference where it runs, otherwise the first engine's. */
function refuseStrangers(entries: Entry[], values: (readonly number[] | undefined)[]): void {
  const isReference = (entry: Entry, i: number) =>
    values[i] !== undefined && entry.peer.contestant.engine === "PyTorch";
  const index = entries.findIndex(isReference);
  const at = index >= 0 ? index : values.findIndex((given) => given !== undefined);
  const reference = values[at];
  if (reference === undefined) return;
  entries.forEach((entry, i) => {
    const wrong = values[i]?.findIndex((value, step) => !isNear(value, reference[step]!)) ?? -1;
    if (wrong < 0) return;
    const name = entries[at]!.peer.contestant.engine;
    entry.reason = `another value after ${wrong} steps: ${values[i]![wrong]}, ${name} has ${reference[wrong]}`;
  });
}

const isNear = (value: number, reference: number) =>
  Math.abs(value - reference) <= tolerance * Math.max(1, Math.abs(reference));

async function warmUp(entry: Entry): Promise<void> {
  if (entry.reason !== undefined) return;
  const isLong = entry.times === 1;
  const answer = await entry.peer.ask<Timing>({
    do: "run",
    times: isLong ? 1 : Math.ceil((entry.times * warmUpMs) / burstMs),
  });
  if ("cannot" in answer) entry.reason = answer.cannot;
  else entry.times = Math.max(1, Math.ceil(burstMs / answer.wallMs));
}

async function burst(entry: Entry): Promise<void> {
  const answer = await entry.peer.ask<Timing>({ do: "run", times: entry.times });
  if ("cannot" in answer) {
    entry.reason = answer.cannot;
    return;
  }
  entry.cpu.push(answer.cpuMs);
  entry.wall.push(answer.wallMs);
}

function rowOf(workload: Workload, { peer, times, cpu, wall, reason }: Entry): Row {
  const { engine, threads } = peer.contestant;
  const base = { workload: workload.name, engine, version: peer.version, threads };
  if (reason !== undefined) return { ...base, cpuMs: null, wallMs: null, gflops: null, runs: 0, reason };
  const [cpuMs, wallMs] = [median(cpu), median(wall)];
  const work = gflop(workload);
  const gflops = work === undefined ? null : (work / (threads === 1 ? cpuMs : wallMs)) * 1000;
  return { ...base, cpuMs, wallMs, gflops, runs: times * cpu.length };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
