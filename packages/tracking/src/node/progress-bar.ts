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
      const filled = Math.round((24 * done) / this.#total);
      this.#out.write(`\r\x1b[K[${"#".repeat(filled)}${"·".repeat(24 - filled)}] ${text}`);
      if (done >= this.#total) this.#out.write("\n");
      return;
    }
    const tenth = Math.floor((10 * done) / this.#total);
    if (tenth > this.#tenth) this.#out.write(`${10 * tenth} %  ${text}\n`);
    this.#tenth = tenth;
  }
}
