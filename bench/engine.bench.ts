// npm run bench: our engine beside its peers, on this machine. README.md says what is measured and how.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { help, parseArguments } from "./arguments.ts";
import { measureCompile } from "./compile-time.ts";
import { growthTable } from "./growth.ts";
import { measure } from "./measure.ts";
import { measureMemory } from "./memory.ts";
import { workloadsOf } from "./parts.ts";
import { type Peer, startPeer } from "./peer.ts";
import { roster } from "./roster.ts";
import { type Row, table } from "./rows.ts";
import { targetTable } from "./targets.ts";

const given = readArguments();
const folder = mkdtempSync(join(tmpdir(), "blankfile-bench-"));
const rows: Row[] = [];
const progress = (text: string) => process.stderr.write(`${text}\n`);

try {
  await measureAll();
} finally {
  rmSync(folder, { recursive: true });
}
if (!given.json) printTables();

function readArguments() {
  try {
    const parsed = parseArguments(process.argv.slice(2));
    if (!parsed.help) return parsed;
    console.log(help);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

async function measureAll(): Promise<void> {
  const workloads = workloadsOf(given.parts);
  const wanted = roster.filter((contestant) => workloads.some((workload) => contestant.takes(workload)));
  const peers: Peer[] = [];
  for (const contestant of wanted) peers.push(await startPeer(contestant));
  for (const workload of workloads) {
    progress(`${workload.name} …`);
    for (const [i, peer] of peers.entries()) {
      if (peer.hasEnded()) peers[i] = await startPeer(peer.contestant);
    }
    keep(await measure(workload, peers, { rounds: given.rounds, slow: given.slow, folder }));
  }
  for (const peer of peers) peer.end();
  if (given.parts.includes("compile")) {
    progress("compile …");
    keep(await measureCompile(roster, folder));
  }
  if (given.parts.includes("memory")) {
    progress("memory …");
    keep([measureMemory()]);
  }
}

function keep(measured: Row[]): void {
  rows.push(...measured);
  if (given.json) for (const row of measured) console.log(JSON.stringify(row));
}

function printTables(): void {
  console.log(
    `${cpus()[0]!.model}, ${cpus().length} cores; ${process.platform} ${process.arch}; Node ${process.version}`,
  );
  console.log(
    `Medians of ${given.rounds} interleaved rounds; one thread unless told; tiny: 1000 operations, so ms are µs an operation.`,
  );
  const versions = new Set(rows.map((row) => row.version));
  console.log(`${[...versions].join("; ")}\n`);
  console.log(table(rows));
  const memory = rows.find((row) => row.rssMb !== undefined);
  if (memory)
    console.log(
      `\nResident memory after each 1,000 of ${memory.runs} steps, MB: ${memory.rssMb!.join(", ")}`,
    );
  if (given.parts.includes("growth")) console.log(`\n${growthTable(rows)}`);
  console.log(`\n${targetTable(rows)}`);
}
