import type { View } from "@blankfile/curriculum/lab";
import type { Answer, Ask, LabFacts } from "./lab-protocol.ts";
import type { AnyValues, Frame } from "./lab-session.ts";

type Question = Ask extends infer A ? (A extends Ask ? Omit<A, "number"> : never) : never;

/** The lab said something to the reader: a text that it cannot understand, a step that failed. */
export class LabProblem extends Error {}

/** The page's side of a lab's worker. */
export class LabClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (error: Error) => void }
  >();
  #number = 0;

  constructor() {
    this.#worker = new Worker(new URL("./lab-worker.ts", import.meta.url), { type: "module", name: "lab" });
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.number);
      this.#waiting.delete(data.number);
      if ("problem" in data) waiting?.reject(new LabProblem(data.problem));
      else waiting?.resolve(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#rejectAll(
        new LabProblem(`The lab's worker stopped: ${event.message || "its script did not load"}`),
      );
    };
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

  close(): void {
    this.#worker.terminate();
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
      this.#worker.postMessage({ ...question, number } as Ask);
    });
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
