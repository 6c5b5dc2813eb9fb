import { closeSync, createReadStream, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { parseCsvStream, type Table } from "@blankfile/data";
import type { Settings } from "../settings/settings.ts";

/** What stands for a missing value in files that people write. */
const missing = ["", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "null", "NULL", "?"];

/** The folder's CSV files by their names: "train", "test" or "sample" and "submission" in them tell. */
export function findFiles(folder: string): Settings["files"] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new RangeError(`campaign: ${folder} is no folder; one with a CSV file is needed`);
  const names = readdirSync(folder)
    .filter((name) => /\.(csv|tsv)$/i.test(name))
    .sort();
  if (names.length === 0)
    throw new RangeError(`campaign: ${folder} has no CSV file; put the table there, such as train.csv`);
  const sample = names.find((name) => /sample|submission/i.test(name)) ?? null;
  const rest = names.filter((name) => name !== sample);
  const test = rest.find((name) => /(^|[^a-z])test([^a-z]|$)/i.test(name)) ?? null;
  const tables = rest.filter((name) => name !== test);
  const named = tables.filter((name) => /train/i.test(name));
  const [train, ...others] = named.length > 0 ? named : tables;
  if (train === undefined)
    throw new RangeError(
      `campaign: of ${names.join(", ")} none holds labelled rows; a file such as train.csv is needed`,
    );
  if (others.length > 0)
    throw new RangeError(
      `campaign: ${[train, ...others].join(" and ")} could each be the table; name it train.csv, or give the file: blankfile campaign ${path.join(folder, train)}`,
    );
  return { train, test, sample };
}

export async function readTable(
  file: string,
  onProgress?: (done: number, total: number) => void,
): Promise<Table> {
  if (!existsSync(file))
    throw new RangeError(`campaign: ${file} is not there; campaign.json names it under files`);
  const total = statSync(file).size;
  const stream = createReadStream(file, { encoding: "utf8", highWaterMark: 1 << 20 });
  let done = 0;
  async function* pieces() {
    for await (const piece of stream) {
      done += piece.length;
      onProgress?.(Math.min(done, total), total);
      yield piece as string;
    }
  }
  try {
    const table = await parseCsvStream(pieces(), { delimiter: delimiterOf(file), missing });
    if (table.length === 0) throw new RangeError("parseCsv: no rows below the first line, some are needed");
    return table;
  } catch (error) {
    throw new RangeError(
      `campaign: ${path.basename(file)}: ${(error as Error).message.replace(/^parseCsv: /, "")}`,
    );
  }
}

/** The most frequent of comma, semicolon and tab in the first line. */
function delimiterOf(file: string): string {
  const start = Buffer.alloc(64 * 1024);
  const handle = openSync(file, "r");
  const length = readSync(handle, start);
  closeSync(handle);
  const [line = ""] = start.toString("utf8", 0, length).split(/\r?\n/, 1);
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.sort((a, b) => b.count - a.count)[0]!.mark;
}
