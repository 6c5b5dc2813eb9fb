/**
 * The same run twice.
 *
 * Question: Does a seed give the same metrics file byte for byte, also when the run was killed and resumed, and can one see what was different where it does not?
 * Command: npx blankfile run tabular/seeds-and-tracking
 * Expectation: The same seed gives the same bytes in two processes and across a kill -9; a resume that forgets the state of the random numbers does not, nor does another seed or setting.
 * Minutes: 1
 *
 * One variable: what is different between two runs of one small training, each in a process of its own. Compared is the metrics file: each step's
 * metrics as one line of JSON, in the order of steps, as the reader of `tracking` gives them, the final figures last. Left out is what differs by nature:
 * the run's name, times, attempts. Of two uninterrupted runs events.jsonl itself is compared too, without its times ("at"). All on one machine with
 * one version of Node: another processor's exponential function may differ in a last bit, and that is not looked at here.
 *
 *   again         nothing: the same seed and configuration
 *   killed        the second run is killed (SIGKILL) at a step drawn by the seed and resumed from its last checkpoint
 *   forgetful     the same, but the checkpoint's state of the random numbers is not used
 *   other-seed    the seed
 *   other-config  learning rate and batch, which the diff of both run.json must name, and nothing else
 *
 * The training: logistic regression with momentum on 1,000 rows made up, batches drawn row by row. A checkpoint every 50 steps has weights,
 * momentum and the state of the random numbers.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { nearest } from "@blankfile/curriculum";
import { Philox, type PhiloxState } from "@blankfile/tensor";
import { type ConfigValue, type FoldedRun, sha256 } from "@blankfile/tracking";
import { Checkpoints, experiment, init, lastCheckpoint, readRun, resume } from "@blankfile/tracking/node";

/** What a child process is told. */
interface Order {
  workspace: string;
  id: string;
  seed: number;
  config: { rate: number; batch: number; steps: number };
  /** Milliseconds that each step waits, so that a kill comes before the end. */
  pause: number;
  forgetful: boolean;
}

const between = 50;
const changed = { rate: 0.4, batch: 16 };
const variants = ["again", "killed", "forgetful", "other-seed", "other-config"];

if (process.argv[2] === "train") await trainAlone(JSON.parse(process.argv[3]!) as Order);
else await compare();

function compare(): Promise<void> {
  return experiment({
    name: "tabular/seeds-and-tracking",
    nearest,
    variants,
    seeds: 3,
    flags: { steps: { default: 600, says: "steps of each training, a multiple of 50 from 200" } },
    smoke: { steps: 200 },
    metrics: {
      identical: { goal: "maximize" },
      "lines/different": { unit: "lines" },
      lines: { unit: "lines" },
      "events/identical": { goal: "maximize" },
      "killed/step": {},
      "killed/again": { unit: "steps" },
      "diff/named": {},
      "diff/others": {},
    },

    predict: (variant) => ({
      text: `${variant}: whether the metrics files are the same, 1 or 0.`,
      metric: "identical",
      range: variant === "again" || variant === "killed" ? [1, 1] : [0, 0],
    }),

    async train({ variant, seed, config: { steps }, run, progress }) {
      const workspace = mkdtempSync(path.join(tmpdir(), "blankfile-seeds-"));
      try {
        const order = (n: number): Order => ({
          workspace,
          id: `20261130-120000-seeds-000${n}`,
          seed: variant === "other-seed" && n === 2 ? seed + 1000 : seed,
          config: { rate: 0.5, batch: 32, steps, ...(variant === "other-config" && n === 2 ? changed : {}) },
          pause: 0,
          forgetful: variant === "forgetful",
        });
        await child(order(1));
        const isKilled = variant === "killed" || variant === "forgetful";
        const kill = isKilled ? await killOnTheWay(order(2), new Philox(seed)) : undefined;
        progress(1, 2, kill ? `killed at step ${kill.step}` : "the first run");
        await child(order(2));
        const [one, two] = [1, 2].map((n) => readRun(workspace, order(n).id, Date.now())) as [
          FoldedRun,
          FoldedRun,
        ];
        const files = [one, two].map(metricsFile) as [string, string];
        const lines = files.map((text) => text.trimEnd().split("\n"));
        const different = lines[0]!.filter((line, i) => line !== lines[1]![i]).length;
        const diff = differences(one, two);
        progress(2, 2, different === 0 ? "no line differs" : `${different} lines differ; ${show(diff)}`);
        run.table("runs", {
          columns: ["run", "seed", "state", "attempts", "steps", "sha-256"],
          rows: [one, two].map((its, i) => [
            its.id,
            its.record!.seed,
            its.state,
            its.attempt,
            its.step,
            sha256(files[i]!).slice(0, 12),
          ]),
        });
        run.table("diff", { columns: ["setting", "first", "second"], rows: diff });
        const named = diff.filter(([name]) => String(name) in changed).length;
        return {
          identical: Number(Buffer.from(files[0]).equals(Buffer.from(files[1]))),
          "lines/different": different,
          lines: lines[0]!.length,
          ...(variant === "again" && { "events/identical": Number(events(order(1)) === events(order(2))) }),
          ...(kill && { "killed/step": kill.step, "killed/again": kill.step - kill.kept }),
          ...(variant === "other-config" && { "diff/named": named, "diff/others": diff.length - named }),
        };
      } finally {
        rmSync(workspace, { recursive: true, force: true });
      }
    },

    judge(figures) {
      const of = (variant: string, metric: string) => figures.of(variant, metric).values;
      const all = (values: number[], wanted: number) => values.every((value) => value === wanted);
      const kills = of("killed", "killed/step").map(
        (step, i) => `${step} (${of("killed", "killed/again")[i]})`,
      );
      const [named, others] = ["diff/named", "diff/others"].map((metric) => of("other-config", metric));
      return [
        {
          text: "again: the metrics files of two processes are the same bytes, in every seed",
          found: `${of("again", "identical").join(", ")}; ${of("again", "lines")[0]} lines`,
          met: all(of("again", "identical"), 1),
        },
        {
          text: "again: so is events.jsonl without its times, in every seed",
          found: of("again", "events/identical").join(", "),
          met: all(of("again", "events/identical"), 1),
        },
        {
          text: "killed: the same bytes as an uninterrupted run's after a kill and a resume, in every seed, with steps made again in one at least",
          found: `${of("killed", "identical").join(", ")}; killed at steps (of them made again) ${kills.join(", ")}`,
          met: all(of("killed", "identical"), 1) && of("killed", "killed/again").some((steps) => steps > 0),
        },
        ...["forgetful", "other-seed", "other-config"].map((variant) => ({
          text: `${variant}: some lines differ, in every seed`,
          found: `${of(variant, "lines/different").join(", ")} of ${of(variant, "lines")[0]}`,
          met: of(variant, "lines/different").every((lines) => lines > 0),
        })),
        {
          text: "other-config: the diff names both settings that were changed, and no other, in every seed",
          found: `${named!.join(", ")} named, ${others!.join(", ")} others`,
          met: all(named!, 2) && all(others!, 0),
        },
      ];
    },
  });
}

/** Runs the training to its end, or from its last checkpoint where it has begun. */
async function trainAlone({ workspace, id, seed, config, pause, forgetful }: Order): Promise<void> {
  const isThere = existsSync(path.join(workspace, "runs", id, "run.json"));
  const saved = isThere
    ? lastCheckpoint(workspace, readRun(workspace, id, Date.now())).checkpoint
    : undefined;
  const run = isThere
    ? await resume({ workspace, id, fromStep: saved?.step ?? 0 })
    : await init({ workspace, id, experiment: "tabular/seeds-and-tracking", config, seed, code: {} });
  const { rows, labels } = madeUp(new Philox(seed).fork("data"));
  const rng = new Philox(seed).fork("batches");
  const state = { w: Array<number>(11).fill(0), v: Array<number>(11).fill(0) };
  if (saved) {
    const { w, v, random } = JSON.parse(Buffer.from(saved.bytes).toString()) as typeof state & {
      random: PhiloxState;
    };
    Object.assign(state, { w, v });
    if (!forgetful) rng.setState(random);
  }
  const checkpoints = new Checkpoints(run);
  let loss = 0;
  for (let step = (saved?.step ?? 0) + 1; step <= config.steps; step++) {
    const batch = Array.from({ length: config.batch }, () => rng.integer(rows.length));
    const slope = Array<number>(11).fill(0);
    loss = 0;
    for (const i of batch) {
      const p = 1 / (1 + Math.exp(-dot(state.w, rows[i]!)));
      loss -= Math.log(labels[i] === 1 ? p : 1 - p) / batch.length;
      rows[i]!.forEach((x, j) => {
        slope[j]! += ((p - labels[i]!) * x) / batch.length;
      });
    }
    state.v = state.v.map((v, j) => 0.9 * v - config.rate * slope[j]!);
    state.w = state.w.map((w, j) => w + state.v[j]!);
    run.log({ "train/loss": loss, "weights/size": Math.hypot(...state.w) }, { step });
    if (step % between === 0)
      await checkpoints.save(Buffer.from(JSON.stringify({ ...state, random: rng.getState() })), step);
    else if (step % 10 === 0) await run.flush();
    if (step % 10 === 0) process.stdout.write(`${step}\n`);
    if (pause > 0) await sleep(pause);
  }
  run.summary({ "train/loss": loss });
  await run.finish();
}

/** 1,000 rows of ten normal columns and a constant, with labels tossed by a line. */
function madeUp(rng: Philox): { rows: number[][]; labels: number[] } {
  const line = Array.from({ length: 11 }, () => rng.normal());
  const rows = Array.from({ length: 1000 }, () => [1, ...Array.from({ length: 10 }, () => rng.normal())]);
  return { rows, labels: rows.map((row) => Number(rng.uniform() < 1 / (1 + Math.exp(-dot(line, row))))) };
}

/** A training in a process of its own, to its end; or until it has printed a step, then kill -9. Resolves to the signal that ended it. */
async function child(order: Order, killAt = Number.POSITIVE_INFINITY): Promise<NodeJS.Signals | null> {
  const args = [
    "--disable-warning=ExperimentalWarning",
    import.meta.filename,
    "train",
    JSON.stringify(order),
  ];
  const its = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  its.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (text.split("\n").some((line) => Number(line) >= killAt)) its.kill("SIGKILL");
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    its.once("close", (...end) => resolve(end));
  });
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`child: ended with ${code ?? signal}, 0 is needed`);
  return signal;
}

/** At a step drawn from the first two thirds, not at a checkpoint. The last step that was on disk then, and that of the last checkpoint. */
async function killOnTheWay(order: Order, rng: Philox): Promise<{ step: number; kept: number }> {
  const tens = Math.floor(order.config.steps / 15) - between / 10;
  const at = between + 10 + 10 * rng.integer(Math.max(1, tens));
  await child({ ...order, pause: 5 }, at % between === 0 ? at + 10 : at);
  const left = readRun(order.workspace, order.id, Date.now());
  if (left.state !== "lost")
    throw new Error(`killOnTheWay: the run is ${left.state}, one that was killed is needed`);
  return { step: left.step, kept: lastCheckpoint(order.workspace, left).checkpoint?.step ?? 0 };
}

function metricsFile({ metrics, summary }: FoldedRun): string {
  const steps = new Map<number, Record<string, ConfigValue>>();
  for (const [name, points] of metrics)
    for (const { step, value } of points) steps.set(step, { ...steps.get(step), [name]: value });
  const lines = [...steps]
    .sort(([a], [b]) => a - b)
    .map(([step, values]) => JSON.stringify({ step, ...values }));
  return `${[...lines, JSON.stringify(summary)].join("\n")}\n`;
}

/** events.jsonl of the first attempt, its times cut out. */
function events({ workspace, id }: Order): string {
  const file = path.join(workspace, "runs", id, "attempts", "1", "events.jsonl");
  return readFileSync(file, "utf8").replaceAll(/"at":\d+,/g, "");
}

/** The settings of two runs' run.json that differ, the seed among them. */
function differences(one: FoldedRun, two: FoldedRun): ConfigValue[][] {
  const settings = [one, two].map(
    ({ record }) => ({ seed: record!.seed, ...record!.config }) as Record<string, ConfigValue>,
  );
  const names = [...new Set(settings.flatMap(Object.keys))];
  return names.flatMap((name) => {
    const [a = null, b = null] = settings.map((its) => its[name]);
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [[name, a, b]];
  });
}

function show(diff: ConfigValue[][]): string {
  return diff.map(([name, a, b]) => `${name} ${a} → ${b}`).join(", ") || "no setting does";
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + value * b[j]!, 0);
}
