import type { View } from "@blankfile/curriculum/lab";
import type { Answer, Ask, LabFacts, SwapFacts } from "./lab-protocol.ts";
import type { AnyValues, Frame } from "./lab-session.ts";

type Question = Ask extends infer A ? (A extends Ask ? Omit<A, "number"> : never) : never;

/** The lab said something to the reader: a text that it cannot understand, a step that failed. */
export class LabProblem extends Error {}

/** What carries questions to where the lab computes. */
export interface Wire {
  post: (ask: Ask) => void;
  close: () => void;
}

/** Opens a wire: `heard` gets each answer, `failed` a sentence when there will be none any more. */
export type Connect = (heard: (answer: Answer) => void, failed: (message: string) => void) => Wire;

/** A worker of this page's own. */
const toWorker: Connect = (heard, failed) => {
  const worker = new Worker(new URL("./lab-worker.ts", import.meta.url), { type: "module", name: "lab" });
  worker.onmessage = ({ data }: MessageEvent<Answer>) => heard(data);
  worker.onerror = (event) => {
    event.preventDefault();
    failed(`The lab's worker stopped: ${event.message || "its script did not load"}`);
  };
  return { post: (ask) => worker.postMessage(ask), close: () => worker.terminate() };
};

/** The page's side of a lab. */
export class LabClient {
  readonly #wire: Wire;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (error: Error) => void }
  >();
  #number = 0;

  constructor(connect: Connect = toWorker) {
    this.#wire = connect(
      (answer) => {
        const waiting = this.#waiting.get(answer.number);
        this.#waiting.delete(answer.number);
        if ("problem" in answer) waiting?.reject(new LabProblem(answer.problem));
        else waiting?.resolve(answer);
      },
      (message) => this.#rejectAll(new LabProblem(message)),
    );
  }

  async open(lab: string): Promise<LabFacts> {
    const answer = await this.#ask({ ask: "open", lab });
    if ("facts" in answer) return answer.facts;
    throw new LabProblem("The lab's worker answered something else.");
  }

  start(values: AnyValues, seed: number, step: number): Promise<Frame> {
    return this.#frame({ ask: "start", values, seed, step });
  }

  step(steps: number): Promise<Frame> {
    return this.#frame({ ask: "step", steps });
  }

  async measure(): Promise<View[]> {
    const answer = await this.#ask({ ask: "measure" });
    return "measured" in answer ? answer.measured : [];
  }

  async metrics(): Promise<{ step: number; values: Record<string, number> }[]> {
    const answer = await this.#ask({ ask: "metrics" });
    return "metrics" in answer ? answer.metrics : [];
  }

  async swaps(): Promise<SwapFacts[]> {
    const answer = await this.#ask({ ask: "swaps" });
    return "swaps" in answer ? answer.swaps : [];
  }

  close(): void {
    this.#wire.close();
    this.#rejectAll(new LabProblem("The lab was closed."));
  }

  async #frame(question: Question): Promise<Frame> {
    const answer = await this.#ask(question);
    if ("frame" in answer) return answer.frame;
    throw new LabProblem("The lab's worker answered something else.");
  }

  #ask(question: Question): Promise<Answer> {
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#wire.post({ ...question, number } as Ask);
    });
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
