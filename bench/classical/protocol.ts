import { readFileSync, writeFileSync } from "node:fs";
import type { Data, Task } from "./tasks.ts";

/** What the bench asks of an engine's process, a line of JSON each. */
export type Command = { prepare: Task; file: string } | { run: true };

/** What it answers. */
export type Answer = { ready: true; version: string } | { cannot: string } | RunAnswer;

export interface RunAnswer {
  fitMs: number;
  /** null where there is nothing to predict. */
  predictMs: number | null;
  quality: number;
}

/** A line of JSON with the sizes, then float64 numbers: X, y, test, testY. */
export function writeData(file: string, { X, y, test, testY, rows, cols, testRows }: Data): void {
  const header = JSON.stringify({ rows, cols, testRows }).padEnd(255);
  const parts = [X, y, test, testY].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  writeFileSync(file, Buffer.concat([Buffer.from(`${header}\n`), ...parts]));
}

export function readData(file: string): Data {
  const bytes = readFileSync(file);
  const { rows, cols, testRows } = JSON.parse(bytes.subarray(0, 255).toString()) as {
    rows: number;
    cols: number;
    testRows: number;
  };
  const numbers = new Float64Array(
    bytes.buffer.slice(bytes.byteOffset + 256, bytes.byteOffset + bytes.byteLength),
  );
  let at = 0;
  const take = (count: number) => numbers.slice(at, (at += count));
  return {
    X: take(rows * cols),
    y: take(rows),
    test: take(testRows * cols),
    testY: take(testRows),
    rows,
    cols,
    testRows,
  };
}
