import { href } from "../../shell/href.ts";
import type { Answer, Ask, Description, Suggestion, TypeProblem } from "./protocol.ts";

type Question = Ask extends infer A ? (A extends Ask ? Omit<A, "number"> : never) : never;

/** What an answer comes to when the worker or its files are not there. */
class NoTypes extends Error {}

/** The page's side of the worker that knows TypeScript; all editors of a page share one. */
export class TypeClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: Answer) => void; reject: (error: Error) => void }
  >();
  #number = 0;
  #opened = 0;
  #closed = false;

  constructor() {
    this.#worker = new Worker(new URL("./type-worker.ts", import.meta.url), {
      type: "module",
      name: "types",
    });
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#heard(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.close();
    };
  }

  get closed(): boolean {
    return this.#closed;
  }

  async open(name: string, imports: readonly string[]): Promise<void> {
    const base = new URL(href("/data/language/"), location.href).href;
    try {
      await this.#ask({ ask: "open", name, imports, base });
      this.#opened++;
    } catch (error) {
      // Nothing that was loaded is worth keeping: another try starts another worker.
      if (this.#opened === 0) this.close();
      throw error;
    }
  }

  /** The file is gone, its editor too. */
  forget(name: string): void {
    void this.#ask({ ask: "close", name }).catch(() => {});
  }

  async problems(name: string, text: string): Promise<TypeProblem[]> {
    const answer = await this.#ask({ ask: "problems", name, text });
    return "problems" in answer ? answer.problems : [];
  }

  async suggestions(name: string, text: string, at: number): Promise<Suggestion[]> {
    const answer = await this.#ask({ ask: "suggestions", name, text, at });
    return "suggestions" in answer ? answer.suggestions : [];
  }

  async suggested(name: string, text: string, at: number, label: string): Promise<Description | undefined> {
    const answer = await this.#ask({ ask: "suggested", name, text, at, label });
    return "described" in answer ? answer.described : undefined;
  }

  async described(name: string, text: string, at: number): Promise<Description | undefined> {
    const answer = await this.#ask({ ask: "described", name, text, at });
    return "described" in answer ? answer.described : undefined;
  }

  close(): void {
    this.#closed = true;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(new NoTypes("types: the worker stopped"));
    this.#waiting.clear();
  }

  #heard(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ("problem" in answer) waiting?.reject(new NoTypes(answer.problem));
    else waiting?.resolve(answer);
  }

  #ask(question: Question): Promise<Answer> {
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new NoTypes("types: the worker stopped"));
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ ...question, number });
    });
  }
}

let shared: TypeClient | undefined;

/** Opens an exercise's file in the page's worker; where that has stopped, in a new one. */
export async function openTypes(name: string, imports: readonly string[]): Promise<TypeClient> {
  if (shared === undefined || shared.closed) shared = new TypeClient();
  const client = shared;
  await client.open(name, imports);
  return client;
}
