import { setTimeout as sleep } from "node:timers/promises";
import { DataProblem } from "./data-problem.ts";
import type { PartialFile } from "./partial.ts";

export interface TransferOptions {
  /** Milliseconds without a byte after which a connection counts as broken. 30,000 unless told. */
  timeout?: number;
  /** How often a broken connection is tried in a row without a new byte. 4 unless told. */
  attempts?: number;
  /** Milliseconds before the second attempt; doubled each time. 500 unless told. */
  pause?: number;
  signal?: AbortSignal;
  onBytes?: (received: number, total: number | undefined) => void;
}

/**
 * Brings the bytes at `url` into `partial`, going on from those that are there.
 *
 * Asks for the rest by `Range`, with `If-Range` where the server has named the version; a server that answers with the whole file starts the
 * partial file anew. RFC 9110, sections 13.1.5 and 14, https://www.rfc-editor.org/rfc/rfc9110
 */
export async function fetchInto(partial: PartialFile, url: string, options: TransferOptions): Promise<void> {
  const { attempts = 4, pause = 500, signal } = options;
  let tried = 0;
  for (;;) {
    const before = partial.size;
    try {
      return await transfer(partial, url, options);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      tried = partial.size > before ? 1 : tried + 1;
      if (tried >= attempts) throw givenUp(error.problem, partial);
      await sleep(pause * 2 ** (tried - 1), undefined, signal ? { signal } : {});
    } finally {
      await partial.close();
    }
  }
}

function givenUp(problem: DataProblem, partial: PartialFile): DataProblem {
  if (partial.size === 0) return problem;
  const kept = `${problem.message}; ${partial.size} bytes are kept, and the next try goes on from there`;
  return new DataProblem(problem.code, kept, { cause: problem });
}

/** A failure that another attempt may not meet. */
class Broken extends Error {
  readonly problem: DataProblem;

  constructor(code: "interrupted" | "server" | "unreachable", message: string, cause?: unknown) {
    super(message);
    this.problem = new DataProblem(code, message, { cause });
  }
}

/** One request, to its end. */
async function transfer(partial: PartialFile, url: string, options: TransferOptions): Promise<void> {
  const { timeout = 30_000, signal, onBytes } = options;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), timeout);
  /** What the network does, its failures told apart from those of the disk and of `onBytes`. */
  const onLine = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const result = await work();
      timer.refresh();
      return result;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof DataProblem || error instanceof Broken) throw error;
      throw brokenOff(
        partial,
        url,
        silence.signal.aborted ? `no byte for ${timeout} ms` : reasonOf(error),
        error,
      );
    }
  };
  try {
    const signals = AbortSignal.any(signal ? [silence.signal, signal] : [silence.signal]);
    const response = await onLine(() => request(partial, url, signals));
    const total = await begin(partial, url, response);
    if (total === "complete") return;
    const reader = response.body?.getReader();
    for (;;) {
      const chunk = await onLine(async () => reader?.read());
      if (!chunk || chunk.done) break;
      await partial.append(chunk.value);
      onBytes?.(partial.size, total);
    }
    if (total !== undefined && partial.size !== total)
      throw brokenOff(partial, url, `${total} bytes were announced`);
  } finally {
    clearTimeout(timer);
    // Where the disk or the caller failed, the connection is still open.
    silence.abort();
  }
}

function brokenOff(partial: PartialFile, url: string, why: string, cause?: unknown): Broken {
  return new Broken(
    "interrupted",
    `download: ${url} broke off at byte ${partial.size} (${why}), the whole file is needed`,
    cause,
  );
}

/** fetch says "terminated" or "fetch failed" and puts what happened into the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

async function request(partial: PartialFile, url: string, signal: AbortSignal): Promise<Response> {
  // Packed on the way, bytes could not be counted from where they broke off.
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (partial.size > 0 && partial.url === url) {
    headers.range = `bytes=${partial.size}-`;
    if (partial.etag !== undefined) headers["if-range"] = partial.etag;
  }
  try {
    return await fetch(url, { headers, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
    const code = cause?.code ?? (error as Error).message;
    const message = `download: ${url} cannot be reached (${code}), a connection is needed`;
    const hopeless = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "EHOSTUNREACH"];
    if (hopeless.includes(code)) throw new DataProblem("unreachable", message, { cause: error });
    throw new Broken("unreachable", message, error);
  }
}

/** Reads what the answer's head says. The file's size, if it says so; "complete" where all bytes are there already. */
async function begin(
  partial: PartialFile,
  url: string,
  response: Response,
): Promise<number | undefined | "complete"> {
  const { status, headers } = response;
  if (status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "");
    if (range && Number(range[1]) === partial.size) return range[2] === "*" ? undefined : Number(range[2]);
    await startAnew(
      partial,
      url,
      response,
      `the part ${headers.get("content-range")}, which was not asked for`,
    );
  }
  if (status === 416) {
    if (headers.get("content-range") === `bytes */${partial.size}`) return "complete";
    await startAnew(partial, url, response, `that the file has no byte ${partial.size}`);
  }
  if (status !== 200) await refuse(url, response);
  const packed = !["identity", null].includes(headers.get("content-encoding"));
  const etag = headers.get("etag");
  await partial.restart({ url: packed ? "" : url, ...(etag?.startsWith('"') ? { etag } : {}) });
  const length = headers.get("content-length");
  return packed || length === null ? undefined : Number(length);
}

async function startAnew(
  partial: PartialFile,
  url: string,
  response: Response,
  said: string,
): Promise<never> {
  await response.body?.cancel();
  await partial.restart({ url });
  throw new Broken("server", `download: ${url} says ${said}; the file is needed from its first byte`);
}

async function refuse(url: string, response: Response): Promise<never> {
  await response.body?.cancel();
  const { status, statusText } = response;
  const message = `download: ${url} answers ${status} ${statusText}, 200 is needed`;
  if (status >= 500 || status === 429 || status === 408) throw new Broken("server", message);
  throw new DataProblem("server", message);
}
