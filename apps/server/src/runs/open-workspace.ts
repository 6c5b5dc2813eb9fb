import type { Workspace } from "../workspace.ts";
import { RunIndex } from "./run-index.ts";
import { RunWatch } from "./run-watch.ts";

/** The runs of a workspace while it is there: it may be made, or taken away, while the server runs. */
export class OpenWorkspace {
  readonly #workspace: Workspace;
  readonly #clock: () => number;
  readonly #onProblem: (error: unknown) => void;
  #index: RunIndex | undefined;
  #watch: RunWatch | undefined;
  #timer: NodeJS.Timeout | undefined;
  onChange: () => void = () => {};
  onGone: (id: string) => void = () => {};

  constructor(workspace: Workspace, clock: () => number, onProblem: (error: unknown) => void) {
    this.#workspace = workspace;
    this.#clock = clock;
    this.#onProblem = onProblem;
  }

  get index(): RunIndex | undefined {
    return this.#index;
  }

  begin(): void {
    this.#look();
    this.#timer = setInterval(() => this.#look(), 2000).unref();
  }

  /** Resolves when the index has everything that the folders have now. */
  async scan(): Promise<void> {
    this.#look();
    await this.#watch?.scan();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#shut();
  }

  #look(): void {
    const isThere = this.#workspace.problem() === undefined;
    if (isThere === (this.#index !== undefined)) return;
    if (!isThere) {
      void this.#shut().then(() => this.onChange());
      return;
    }
    const index = new RunIndex(this.#workspace.path, this.#clock);
    this.#index = index;
    this.#watch = new RunWatch({
      workspace: this.#workspace.path,
      index,
      onChange: () => this.onChange(),
      onGone: (id) => this.onGone(id),
      onProblem: this.#onProblem,
    });
    void this.#watch.scan();
    void this.#check(index, this.#watch);
  }

  async #check(index: RunIndex, watch: RunWatch): Promise<void> {
    try {
      if (await index.check()) await watch.scan();
    } catch (error) {
      this.#onProblem(error); // What cannot be checked may still be read.
    }
  }

  async #shut(): Promise<void> {
    const [index, watch] = [this.#index, this.#watch];
    this.#index = undefined;
    this.#watch = undefined;
    await watch?.close();
    index?.close();
  }
}
