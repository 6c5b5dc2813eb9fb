import { ServerError } from "../server/client.ts";

/** The workspace's file of an exercise, as the server reads and writes it. */
export interface FileServer {
  exercise: (slug: string) => Promise<{ text: string; hash: string } | undefined>;
  saveExercise: (slug: string, text: string, hash: string | null) => Promise<{ hash: string }>;
}

/** What stands between the text on the page and the file on disk. */
export type FileState =
  | { kind: "equal" }
  | { kind: "saving" }
  /** Kept in this browser; the message says why it is not on disk. */
  | { kind: "waiting"; message: string }
  /** The file changed on disk while the page had changes of its own. */
  | { kind: "conflict"; theirs: string };

interface Page {
  /** The text of the editor, now. */
  text: () => string;
  /** Puts the file's text into the editor (one undoable change). */
  replace: (text: string) => void;
  /** Called with each change: the page shows the state and keeps `base` and `dirty` in the draft. */
  changed: (state: FileState, base: string | null, dirty: boolean) => void;
}

/**
 * Keeps a text and a file the same without ever losing either: a text is written only over the version that it came
 * from; where the file has changed meanwhile, both stay until the reader has chosen.
 */
export class SolutionFile {
  readonly #slug: string;
  readonly #server: FileServer;
  readonly #page: Page;
  #base: string | null;
  #dirty: boolean;
  #state: FileState = { kind: "equal" };
  /** Hash of the version that the reader is asked about. */
  #theirs: { text: string; hash: string } | undefined;
  #busy = false;
  #again = false;

  constructor(slug: string, server: FileServer, page: Page, base: string | null, dirty: boolean) {
    this.#slug = slug;
    this.#server = server;
    this.#page = page;
    this.#base = base;
    this.#dirty = dirty;
  }

  /** Reads the file: at the beginning, and when the reader comes back to the page. */
  async read(): Promise<void> {
    if (this.#busy || this.#state.kind === "conflict") return;
    this.#busy = true;
    try {
      const file = await this.#server.exercise(this.#slug);
      this.#compare(file);
    } catch (error) {
      this.#waitFor(error);
    } finally {
      this.#busy = false;
    }
    await this.#goOn();
  }

  /** The text of the page has changed. */
  async edited(): Promise<void> {
    this.#dirty = true;
    this.#tell(this.#state);
    if (this.#busy) this.#again = true;
    else if (this.#state.kind !== "conflict") await this.#write();
  }

  /** The reader has chosen: their own text goes over the file, or the file's text into the editor. */
  async choose(which: "mine" | "theirs"): Promise<void> {
    const theirs = this.#theirs;
    if (theirs === undefined) return;
    this.#theirs = undefined;
    this.#base = theirs.hash;
    this.#dirty = which === "mine";
    this.#tell({ kind: "equal" });
    if (which === "theirs") this.#page.replace(theirs.text);
    else await this.#write();
  }

  #compare(file: { text: string; hash: string } | undefined): void {
    const mine = this.#page.text();
    if (file === undefined) {
      // No file yet, or it was deleted: what is on the page is written when it changes next.
      this.#base = null;
      this.#tell({ kind: "equal" });
    } else if (file.text === mine) {
      this.#base = file.hash;
      this.#dirty = false;
      this.#tell({ kind: "equal" });
    } else if (!this.#dirty) {
      this.#base = file.hash;
      this.#tell({ kind: "equal" });
      this.#page.replace(file.text);
    } else if (file.hash !== this.#base) this.#ask(file);
  }

  async #write(): Promise<void> {
    const text = this.#page.text();
    this.#busy = true;
    this.#tell({ kind: "saving" });
    try {
      const { hash } = await this.#server.saveExercise(this.#slug, text, this.#base);
      this.#base = hash;
      this.#dirty = this.#page.text() !== text;
      this.#tell({ kind: "equal" });
    } catch (error) {
      const changed = error instanceof ServerError && error.status === 409;
      const theirs = changed ? fileOf(error.body) : undefined;
      if (changed && theirs === undefined && this.#base !== null) this.#writeAnew();
      else if (theirs === undefined) this.#waitFor(error);
      else if (theirs.text === text) {
        this.#base = theirs.hash;
        this.#dirty = false;
        this.#tell({ kind: "equal" });
      } else this.#ask(theirs);
    } finally {
      this.#busy = false;
    }
    await this.#goOn();
  }

  /** The file was deleted: it is written again. */
  #writeAnew(): void {
    this.#base = null;
    this.#tell({ kind: "equal" });
  }

  async #goOn(): Promise<void> {
    const again = this.#again || (this.#dirty && this.#state.kind === "equal");
    this.#again = false;
    if (again && this.#state.kind !== "conflict") await this.#write();
  }

  #ask(theirs: { text: string; hash: string }): void {
    this.#theirs = theirs;
    this.#tell({ kind: "conflict", theirs: theirs.text });
  }

  #waitFor(error: unknown): void {
    this.#again = false;
    this.#tell({ kind: "waiting", message: error instanceof Error ? error.message : String(error) });
  }

  #tell(state: FileState): void {
    this.#state = state;
    this.#page.changed(state, this.#base, this.#dirty);
  }
}

function fileOf(body: unknown): { text: string; hash: string } | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { text, hash } = body as Record<string, unknown>;
  return typeof text === "string" && typeof hash === "string" ? { text, hash } : undefined;
}
