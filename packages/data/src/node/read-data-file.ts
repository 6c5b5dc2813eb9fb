import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import type { DataFile } from "./data-file.ts";
import { DataProblem, diskProblem } from "./data-problem.ts";
import { type DownloadOptions, download } from "./download.ts";
import { checkedPayload } from "./payload.ts";

export interface ReadOptions extends DownloadOptions {
  /** A folder with data sets, read only, looked into first; BLANKFILE_DATA unless told. An empty text for none. */
  data?: string;
  /** Where downloads are kept; see `cacheFolder`. */
  cache?: string;
  /** Never ask the network. */
  offline?: boolean;
}

/**
 * The content of a data file, without its gzip, its checksum verified.
 *
 * Looked for in BLANKFILE_DATA, then in the cache, then at its public source, from where it goes into the cache. A file in BLANKFILE_DATA may
 * lie there without its ".gz". Nothing in that folder is ever changed: a wrong file there is an error. A wrong file in the cache is fetched anew.
 */
export async function readDataFile(file: DataFile, options: ReadOptions = {}): Promise<Uint8Array> {
  const own = inDataFolder(file, options.data ?? process.env.BLANKFILE_DATA);
  if (own !== undefined) {
    return checkedPayload(file, await bytesOf(own), {
      place: own,
      advice: `nothing was changed; replace the file by a copy from ${sourceOf(file)}, or take it out of BLANKFILE_DATA to have it fetched`,
    });
  }
  const cached = path.join(options.cache ?? cacheFolder(), ...file.path.split("/"));
  if (existsSync(cached)) {
    try {
      return await checkedPayload(file, await bytesOf(cached), {
        place: cached,
        advice: "it is fetched anew",
      });
    } catch (error) {
      if (!(error instanceof DataProblem) || error.code === "disk" || options.offline) throw error;
    }
  }
  if (file.urls.length === 0 || options.offline) throw absent(file, cached, options.offline === true);
  try {
    return await download(file, cached, options);
  } catch (error) {
    if (!(error instanceof DataProblem) || error.code === "disk") throw error;
    throw new DataProblem(error.code, `${error.message}\n${byHand(file, cached)}`, { cause: error });
  }
}

function inDataFolder(file: DataFile, folder: string | undefined): string | undefined {
  if (folder === undefined || folder === "") return undefined;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DataProblem(
      "folder",
      `BLANKFILE_DATA: ${JSON.stringify(folder)} is no folder, one with data sets is needed; unset it to use the cache`,
    );
  }
  const packed = path.join(folder, ...file.path.split("/"));
  return [packed, packed.replace(/\.gz$/, "")].find((candidate) => existsSync(candidate));
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw diskProblem("readDataFile", file, cause);
  }
}

function absent(file: DataFile, cached: string, offline: boolean): DataProblem {
  const why = offline ? "it may not be fetched (offline)" : "it has no public address to fetch it from";
  return new DataProblem(
    "absent",
    `readDataFile: ${file.path} is neither in BLANKFILE_DATA nor in the cache, and ${why}\n${byHand(file, cached)}`,
  );
}

/** Where a file goes that somebody has got another way. */
function byHand(file: DataFile, cached: string): string {
  return `By hand: get it from ${sourceOf(file)} and put it at ${cached}, or set BLANKFILE_DATA to a folder that holds ${file.path}`;
}

function sourceOf(file: DataFile): string {
  return file.urls[0] ?? file.page;
}
