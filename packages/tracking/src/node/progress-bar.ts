import type { WriteStream } from "node:tty";

/** Shows how far something long has come: one line that is redrawn on a terminal, a line at each tenth elsewhere. */
export class ProgressBar {
  readonly #total: number;
  readonly #out: WriteStream;
  #tenth = 0;

  constructor(total: number, out: WriteStream = process.stderr) {
    this.#total = total;
    this.#out = out;
  }

  at(done: number, text: string): void {
    if (this.#out.isTTY) {
      const width = (this.#out.columns || 80) - 1; // A line that is longer would be drawn again below itself.
      const bar = drawBar(done / this.#total, Math.min(24, Math.floor(width / 3)));
      this.#out.write(`\r\x1b[K${`${bar} ${text}`.slice(0, width)}`);
      if (done >= this.#total) this.#out.write("\n");
      return;
    }
    const tenth = Math.floor((10 * done) / this.#total);
    if (tenth > this.#tenth) this.#out.write(`${10 * tenth} %  ${text}\n`);
    this.#tenth = tenth;
  }
}

/** "[####····]": a share of `width` characters between the brackets. */
export function drawBar(share: number, width: number): string {
  const filled = Math.round(width * Math.min(1, Math.max(0, share || 0)));
  return `[${"#".repeat(filled)}${"·".repeat(width - filled)}]`;
}
