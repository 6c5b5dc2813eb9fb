import type { Answer, Ask, LabFacts, SwapFacts } from "./lab-protocol.ts";
import { type AnyLab, LabSession } from "./lab-session.ts";

interface Source {
  /** The lab of that name; rejects where there is none. */
  open: (lab: string) => AnyLab | Promise<AnyLab>;
  /** What of it is the learner's own. */
  swaps?: () => SwapFacts[];
}

/** The side of a lab that computes: it opens one lab, and answers each question of the page once, in order. */
export class LabAnswers {
  readonly #source: Source;
  #lab: AnyLab | undefined;
  #session: LabSession | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  async answer(ask: Ask): Promise<Answer> {
    try {
      return await this.#answered(ask);
    } catch (error) {
      return { number: ask.number, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  async #answered(ask: Ask): Promise<Answer> {
    const { number } = ask;
    if (ask.ask === "open") {
      this.#lab = await this.#source.open(ask.lab);
      return { number, facts: facts(this.#lab) };
    }
    if (ask.ask === "swaps") return { number, swaps: this.#source.swaps?.() ?? [] };
    if (this.#lab === undefined) throw new Error("lab: no lab is open; open one first");
    if (ask.ask === "start") {
      this.#session = undefined;
      const session = new LabSession(this.#lab, ask.values, ask.seed);
      this.#session = session;
      session.step(ask.step);
      return { number, frame: session.frame() };
    }
    const session = this.#session;
    if (session === undefined) throw new Error("lab: it has not started; set its parameters first");
    if (ask.ask === "metrics") return { number, metrics: session.metrics };
    if (ask.ask === "measure") return { number, measured: session.measure(() => performance.now()) };
    session.step(ask.steps);
    return { number, frame: session.frame() };
  }
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
