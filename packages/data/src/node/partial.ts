import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { diskProblem } from "./data-problem.ts";

/** What the bytes so far are a part of. */
interface PartialState {
  url: string;
  /** The server's name for this version of the file, where it gave a strong one. */
  etag?: string;
}

/**
 * A file that is being downloaded: a folder beside its target with the bytes so far and where they come from.
 *
 * The folder's name says who works on it. Nobody else touches it while that process lives, and since the renaming of a folder succeeds for
 * one process only, the next to come takes over what a killed one has left.
 *
 *   <target>.part                        free
 *   <target>.part~<host>~<pid>~<token>   somebody's
 */
export class PartialFile {
  readonly #folder: string;
  readonly #target: string;
  #state: PartialState | undefined;
  #size = 0;
  #handle: FileHandle | undefined;

  private constructor(target: string, folder: string) {
    this.#target = target;
    this.#folder = folder;
  }

  /** One of our own, with what somebody left; undefined while another process works on the file. Older than `stale` ms counts as left. */
  static async claim(target: string, stale: number): Promise<PartialFile | undefined> {
    try {
      await mkdir(path.dirname(target), { recursive: true });
      const others = await foldersOf(target);
      const states = await Promise.all(others.map((folder) => stateOf(folder, stale)));
      if (states.includes("busy")) return undefined;
      const mine = `${target}.part~${host()}~${process.pid}~${randomBytes(4).toString("hex")}`;
      for (const [i, folder] of others.entries()) {
        if (states[i] === "free" && (await renamed(folder, mine)))
          return await PartialFile.#reopen(target, mine);
      }
      await mkdir(mine);
      return new PartialFile(target, mine);
    } catch (cause) {
      throw diskProblem("download", target, cause);
    }
  }

  static async #reopen(target: string, folder: string): Promise<PartialFile> {
    const partial = new PartialFile(target, folder);
    try {
      partial.#state = JSON.parse(await readFile(path.join(folder, "state.json"), "utf8"));
      partial.#size = (await stat(partial.#bytes)).size;
    } catch {
      // Killed before the first byte: there is nothing to go on from.
      partial.#size = 0;
    }
    return partial;
  }

  /** How many bytes are there. */
  get size(): number {
    return this.#size;
  }

  get url(): string | undefined {
    return this.#state?.url;
  }

  get etag(): string | undefined {
    return this.#state?.etag;
  }

  /** Throws the bytes away and starts with a new source. */
  async restart(state: PartialState): Promise<void> {
    await this.#onDisk(async () => {
      await this.close();
      this.#size = 0;
      await writeFile(this.#bytes, "");
      await writeFile(path.join(this.#folder, "state.json"), JSON.stringify(state));
      this.#state = state;
    });
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#onDisk(async () => {
      this.#handle ??= await open(this.#bytes, "a");
      // One call may write less than it was given.
      for (let rest = chunk; rest.length > 0; ) {
        const { bytesWritten } = await this.#handle.write(rest);
        this.#size += bytesWritten;
        rest = rest.subarray(bytesWritten);
      }
    });
  }

  async read(): Promise<Uint8Array> {
    await this.close();
    return this.#size === 0 ? new Uint8Array(0) : this.#onDisk(() => readFile(this.#bytes));
  }

  /** Puts the bytes in the target's place, whole or not at all. */
  async finish(): Promise<void> {
    await this.#onDisk(async () => {
      this.#handle ??= await open(this.#bytes, "a");
      await this.#handle.sync();
      await this.close();
      await rename(this.#bytes, this.#target);
      await rm(this.#folder, { recursive: true });
    });
  }

  /** Leaves the bytes to whoever comes next. */
  async release(): Promise<void> {
    await this.close();
    const kept = this.#size > 0 && (await renamed(this.#folder, `${this.#target}.part`));
    if (!kept) await rm(this.#folder, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  get #bytes(): string {
    return path.join(this.#folder, "bytes");
  }

  async #onDisk<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw diskProblem("download", this.#target, cause);
    }
  }
}

async function foldersOf(target: string): Promise<string[]> {
  const start = `${path.basename(target)}.part`;
  const names = await readdir(path.dirname(target));
  return names
    .filter((name) => name === start || name.startsWith(`${start}~`))
    .map((name) => path.join(path.dirname(target), name));
}

/** A folder of this host is busy while its process lives. One that nobody has written to for long is neither: it is left alone. */
async function stateOf(folder: string, stale: number): Promise<"free" | "busy" | "left alone"> {
  const [, owner, pid] = path.basename(folder).split("~");
  if (owner === undefined) return "free";
  if (owner === host() && !isAlive(Number(pid))) return "free";
  return (await silence(folder)) > stale ? "left alone" : "busy";
}

async function silence(folder: string): Promise<number> {
  try {
    const file = existsSync(path.join(folder, "bytes")) ? path.join(folder, "bytes") : folder;
    return Date.now() - (await stat(file)).mtimeMs;
  } catch {
    // Gone since we looked: whoever had it is done.
    return Number.POSITIVE_INFINITY;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** On Linux a killed process whose parent has not looked yet still answers. */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(code)) return false;
    throw error;
  }
}

function host(): string {
  return hostname().replaceAll(/[^\w.-]/g, "_");
}
