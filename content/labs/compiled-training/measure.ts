import type { TextView } from "@blankfile/curriculum/lab";
import { mayCompile, tryOut } from "./machines.ts";
import { duration, median, short } from "./numbers.ts";
import { type Chosen, choiceOf, drawBatch, type State } from "./training.ts";
import { TrainingStep } from "./training-step.ts";

const rounds = 5;
/** Milliseconds of each side in a round. */
const share = { compiled: 80, eager: 160 };

/** Times the step on this machine: the first compiled call, then compiled and eager in turn. The state stays as it is. */
export function measure(state: State, chosen: Chosen, now: () => number): TextView[] {
  const step = new TrainingStep(choiceOf(chosen));
  const compiled = mayCompile();
  const began = now();
  if (compiled) tryOut(step);
  const firstCall = now() - began;
  step.load(state.numbers);
  const [x, y] = drawBatch(
    state.points,
    { size: step.choice.batch, scale: chosen.scale },
    { uniform: evenly() },
  );
  const timed = (engine: "compiled" | "eager"): number => {
    const start = now();
    let steps = 0;
    for (let end = start; end - start < share[engine]; end = now()) {
      step.take(x, y, { rate: 0, t: 1, compiled: engine === "compiled" });
      steps++;
    }
    return (now() - start) / steps;
  };
  const times = { compiled: [] as number[], eager: [] as number[] };
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    if (compiled) times.compiled.push(timed("compiled"));
    times.eager.push(timed("eager"));
  }
  const [fast, slow] = [median(times.compiled.slice(1)), median(times.eager.slice(1))];
  return [view(compiled ? report(fast, slow, firstCall) : [`Eager: ${rate(slow)}.`], step.choice.batch)];
}

function report(compiled: number, eager: number, firstCall: number): string[] {
  const repaid = Math.ceil(firstCall / (eager - compiled));
  return [
    `Compiled: ${rate(compiled)}.`,
    `Eager: ${rate(eager)}. The compiled step is ${short(eager / compiled)} times as fast.`,
    `The first compiled call took ${duration(firstCall)}: noting the operations, fusing, planning memory, translating.${repaid > 0 ? ` After ${short(repaid)} steps it is repaid.` : ""}`,
  ];
}

const rate = (ms: number) => `${short(1000 / ms)} steps a second, ${duration(ms)} each`;

function view(lines: string[], batch: number): TextView {
  const how = `Median of ${rounds} rounds in turn, a batch of ${batch}, on this machine, while nothing else of the lab runs.`;
  return {
    kind: "text",
    title: "Measured here",
    lines: [...lines.map((text) => ({ text, tone: "ink" as const })), { text: how, tone: "muted" as const }],
  };
}

/** Numbers spread over [0, 1): every batch will do for a measurement. */
function evenly(): () => number {
  let at = 0;
  return () => {
    at = (at + 0.618034) % 1;
    return at;
  };
}
