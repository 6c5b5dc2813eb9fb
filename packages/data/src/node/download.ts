import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { DataFile } from "./data-file.ts";
import { DataProblem } from "./data-problem.ts";
import { fetchInto, type TransferOptions } from "./fetch-into.ts";
import { PartialFile } from "./partial.ts";
import { checkedPayload } from "./payload.ts";

export interface DownloadProgress {
  file: DataFile;
  url: string;
  /** Bytes so far, those of earlier tries included. */
  received: number;
  /** All bytes, where the server said how many. */
  total: number | undefined;
}

export interface DownloadOptions extends Omit<TransferOptions, "onBytes"> {
  /** Called as bytes come. Drawing a bar is the caller's. */
  onProgress?: (progress: DownloadProgress) => void;
}

/**
 * Downloads a file to `target` and returns its checked payload.
 *
 * The addresses are tried in order. A connection that breaks is tried again from where it broke. What a failed or killed download has got
 * is kept beside the target, and the next one goes on from there. Only a checked file gets the target's name, all at once. While another
 * process downloads the same file, this one waits for it; what is there already, and right, is not fetched again.
 */
export async function download(
  file: DataFile,
  target: string,
  options: DownloadOptions = {},
): Promise<Uint8Array> {
  const partial = await claimed(target, options);
  let whole = false;
  try {
    const there = await alreadyThere(file, target);
    if (there) return there;
    const payload = await fromAnyAddress(file, partial, options);
    await partial.finish();
    whole = true;
    return payload;
  } finally {
    if (!whole) await partial.release();
  }
}

async function claimed(target: string, { timeout = 30_000, signal }: DownloadOptions): Promise<PartialFile> {
  for (;;) {
    // Another process gives up a silent connection after its own timeout, and pauses before it tries again.
    const partial = await PartialFile.claim(target, Math.max(60_000, 4 * timeout));
    if (partial) return partial;
    await sleep(100, undefined, signal ? { signal } : {});
  }
}

async function alreadyThere(file: DataFile, target: string): Promise<Uint8Array | undefined> {
  if (!existsSync(target)) return undefined;
  try {
    return await checkedPayload(file, await readFile(target), {
      place: target,
      advice: "it is fetched anew",
    });
  } catch {
    return undefined;
  }
}

async function fromAnyAddress(
  file: DataFile,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<Uint8Array> {
  const failures: DataProblem[] = [];
  for (const url of inOrder(file.urls, partial.url)) {
    try {
      return await fromAddress(file, url, partial, options);
    } catch (error) {
      if (!(error instanceof DataProblem) || error.code === "disk") throw error;
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  const list = failures.map(({ message }) => `  ${message}`).join("\n");
  // A wrong file tells more than an address that does not answer.
  const { code } = failures.find((failure) => failure.code === "checksum") ?? failures.at(-1)!;
  throw new DataProblem(code, `download: ${file.path} from none of ${failures.length} addresses:\n${list}`);
}

/** The address that the bytes so far come from goes first. */
function inOrder(urls: readonly string[], started: string | undefined): string[] {
  return urls.toSorted((a, b) => Number(b === started) - Number(a === started));
}

async function fromAddress(
  file: DataFile,
  url: string,
  partial: PartialFile,
  options: DownloadOptions,
): Promise<Uint8Array> {
  const { onProgress, ...transfer } = options;
  const onBytes = (received: number, total: number | undefined) =>
    onProgress?.({ file, url, received, total });
  const continued = partial.url === url && partial.size > 0;
  try {
    await fetchInto(partial, url, { ...transfer, onBytes });
    return await checked(file, url, partial);
  } catch (error) {
    // The two halves may be of two versions. Once more, from the first byte.
    const spliced = continued && error instanceof DataProblem && isWrong(error);
    if (!spliced) throw error;
    await fetchInto(partial, url, { ...transfer, onBytes });
    return await checked(file, url, partial);
  }
}

async function checked(file: DataFile, url: string, partial: PartialFile): Promise<Uint8Array> {
  try {
    const advice = "the server gives another file, and nothing of it is kept";
    return await checkedPayload(file, await partial.read(), { place: `${file.path} from ${url}`, advice });
  } catch (error) {
    if (error instanceof DataProblem && isWrong(error)) await partial.restart({ url });
    throw error;
  }
}

function isWrong({ code }: DataProblem): boolean {
  return code === "checksum" || code === "damaged";
}
