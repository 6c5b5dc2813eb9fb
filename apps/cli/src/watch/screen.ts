import type { WriteStream } from "node:tty";

/** Lines that are drawn over themselves, in one write each time, so that nothing flickers. */
export class Screen {
  readonly #out: Pick<WriteStream, "write" | "columns" | "rows">;
  #drawn: string[] = [];
  #isOpen = false;

  constructor(out: Pick<WriteStream, "write" | "columns" | "rows">) {
    this.#out = out;
  }

  /** One column and one row less than the terminal has: a full line would wrap, a full screen would scroll. */
  get size(): { width: number; height: number } {
    return {
      width: Math.max(20, (this.#out.columns || 80) - 1),
      height: Math.max(4, (this.#out.rows || 24) - 1),
    };
  }

  draw(lines: readonly string[]): void {
    const isSame = lines.length === this.#drawn.length && lines.every((line, i) => line === this.#drawn[i]);
    if (isSame && this.#isOpen) return;
    const up = this.#rowsDrawn();
    const back = up === 0 ? "\r" : `\x1b[${up}A\r`;
    const body = lines.map((line) => `${line}\x1b[K\n`).join("");
    // Between the two marks a terminal that knows them shows nothing half-drawn.
    this.#out.write(`${this.#isOpen ? "" : "\x1b[?25l"}\x1b[?2026h${back}${body}\x1b[J\x1b[?2026l`);
    this.#isOpen = true;
    this.#drawn = [...lines];
  }

  /** Gives the cursor back; what was drawn last stays. */
  close(): void {
    if (this.#isOpen) this.#out.write("\x1b[?25h");
    this.#isOpen = false;
  }

  /** A terminal that has become narrower shows a line in several rows. */
  #rowsDrawn(): number {
    const columns = this.#out.columns || 80;
    return this.#drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / columns)), 0);
  }
}
