import { parseArgs } from "node:util";
import { type Part, parts } from "./parts.ts";

export const help = `npm run bench -- [engine | ${parts.join(" | ")}]… [--json] [--rounds n] [--slow]

  engine       everything, as without a name
  product …    these parts only; several may be named
  --json       one JSON object a line: workload, engine, version, threads, cpuMs, wallMs, gflops, runs; reason where not measured
  --rounds n   how often every engine takes its turn, 7 unless told; runs of a second and more take 3 turns at most
  --slow       also what takes 4 s and more a run and is left out otherwise
  BENCH_PYTHON names the Python whose PyTorch and NumPy take part; else python3 and what lies in /usr/bin`;

export interface Arguments {
  parts: readonly Part[];
  json: boolean;
  rounds: number;
  slow: boolean;
  help: boolean;
}

/** Throws a RangeError for what it does not know. */
export function parseArguments(given: string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "7" },
      slow: { type: "boolean", default: false },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`bench: --rounds ${values.rounds}, a whole number from 1 is needed`);
  const known: readonly string[] = parts;
  const unknown = positionals.find((name) => name !== "engine" && !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`bench: ${unknown}, one of engine, ${parts.join(", ")} is needed`);
  const everything = positionals.length === 0 || positionals.includes("engine");
  const chosen = everything ? parts : parts.filter((part) => positionals.includes(part));
  return { parts: chosen, json: values.json, rounds, slow: values.slow, help: values.help };
}
