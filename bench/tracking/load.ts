import { spawn } from "node:child_process";
import path from "node:path";
import { readRun } from "@blankfile/tracking/node";
import { askServer } from "./ask-server.ts";
import { quantile } from "./quantile.ts";

const runs = 50;
const metrics = 10;
const logsASecond = 10;

interface Trained {
  id: string;
  steps: number;
  /** How long each acknowledged flush took, in ms. */
  waits: number[];
}

/** 50 runs of 100 metrics a second each, every one a process, with a server that follows them and is asked once a second. */
export async function load(workspace: string, minutes: number): Promise<Record<string, string>> {
  const server = await askServer(workspace);
  const answers: number[] = [];
  const ask = () => server.get(`/api/runs?limit=${runs}`).then(({ ms }) => answers.push(ms), console.error);
  const asking = setInterval(ask, 1000);
  try {
    const trainings = Array.from({ length: runs }, (_, seed) => train(workspace, seed, 60 * minutes));
    const ends = await Promise.all(trainings);
    const waits = ends.flatMap((end) => end.waits);
    const wanted = ends.reduce((sum, { steps }) => sum + steps * metrics, 0);
    const kept = ends.reduce((sum, { id }) => sum + intact(workspace, id), 0);
    const told = (values: number[]) =>
      `median ${quantile(values, 0.5).toFixed(0)} ms, 99 % within ${quantile(values, 0.99).toFixed(0)} ms`;
    return {
      [`${runs} runs × ${metrics * logsASecond} metrics a second for ${minutes} min`]: `${kept.toLocaleString("en")} of ${wanted.toLocaleString("en")} points in the files`,
      "a second's rows acknowledged by the disk": told(waits),
      "the list, asked once a second meanwhile": told(answers),
      "memory of the server": `${server.memory().highest.toFixed(0)} MB at most`,
    };
  } finally {
    clearInterval(asking);
    server.close();
  }
}

/** Points of a run that has no damage: each step once. */
function intact(workspace: string, id: string): number {
  const run = readRun(workspace, id, Date.now());
  if (run.problemCount > 0 || run.state !== "finished") return 0;
  return [...run.metrics.values()].reduce((sum, all) => sum + new Set(all.map(({ step }) => step)).size, 0);
}

function train(workspace: string, seed: number, seconds: number): Promise<Trained> {
  const file = path.join(import.meta.dirname, "trainer-child.ts");
  const args = [workspace, seed, metrics, logsASecond, seconds].map(String);
  const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => {
    said += String(bytes);
  });
  return new Promise((resolve, reject) => {
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(said) as Trained);
      else reject(new Error(`a training ended with ${code}`));
    });
  });
}
