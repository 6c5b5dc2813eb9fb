/** Tells when more waits for the disk than should, once each time the limit is passed; the next time when half of it was written. */
export class Pressure {
  readonly #limit: number;
  readonly #tell: (waitingBytes: number) => void;
  #isHigh = false;

  constructor(options: { pressureBytes?: number; onPressure?: (waitingBytes: number) => void }) {
    this.#limit = options.pressureBytes ?? 64 * 2 ** 20;
    this.#tell = options.onPressure ?? warn;
  }

  see(waitingBytes: number): void {
    if (this.#isHigh && waitingBytes < this.#limit / 2) this.#isHigh = false;
    if (this.#isHigh || waitingBytes <= this.#limit) return;
    this.#isHigh = true;
    this.#tell(waitingBytes);
  }
}

function warn(waitingBytes: number): void {
  process.emitWarning(
    `run: ${Math.round(waitingBytes / 2 ** 20)} MiB wait for the disk, which takes less than the training logs; nothing is dropped, and memory grows: log less often, or await run.flush()`,
    "RunPressure",
  );
}
