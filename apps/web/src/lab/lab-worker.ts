import type { Lab, Parameters } from "@blankfile/curriculum/lab";
import type { Answer, Ask, LabFacts } from "./lab-protocol.ts";
import { type AnyLab, LabSession } from "./lab-session.ts";

/** The worker in which a lab runs: it opens one lab, and answers each question of the page once. */
const labs = import.meta.glob<{ lab: Lab<unknown, Parameters> }>("../../../../content/labs/*/lab.ts");

let lab: AnyLab | undefined;
let session: LabSession | undefined;

addEventListener("message", async ({ data }: MessageEvent<Ask>) => {
  let answer: Answer;
  try {
    answer = await answered(data);
  } catch (error) {
    answer = { number: data.number, problem: error instanceof Error ? error.message : String(error) };
  }
  postMessage(answer);
});

async function answered(ask: Ask): Promise<Answer> {
  const { number } = ask;
  if (ask.ask === "open") {
    lab = await open(ask.lab);
    return { number, facts: facts(lab) };
  }
  if (lab === undefined) throw new Error("lab: no lab is open; open one first");
  if (ask.ask === "start") {
    session = undefined;
    session = new LabSession(lab, ask.values, ask.seed);
    session.step(ask.step);
    return { number, frame: session.frame() };
  }
  if (session === undefined) throw new Error("lab: it has not started; set its parameters first");
  if (ask.ask === "metrics") return { number, metrics: session.metrics };
  if (ask.ask === "measure") return { number, measured: session.measure(() => performance.now()) };
  session.step(ask.steps);
  return { number, frame: session.frame() };
}

async function open(slug: string): Promise<AnyLab> {
  const load = labs[`../../../../content/labs/${slug}/lab.ts`];
  if (load === undefined) throw new RangeError(`lab: there is no lab “${slug}” on this site`);
  return (await load()).lab as AnyLab;
}

function facts({ title, lead, parameters, paceMs, notice, prediction, measure, metrics }: AnyLab): LabFacts {
  const asked = prediction && {
    question: prediction.question,
    options: prediction.options,
    because: prediction.because,
    afterSteps: prediction.afterSteps,
  };
  return {
    title,
    lead,
    parameters,
    paceMs,
    notice,
    ...(asked && { prediction: asked }),
    ...(measure && { measure: measure.label }),
    keeps: metrics !== undefined,
  };
}
