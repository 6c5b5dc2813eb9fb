/**
 * CPU and memory of this process, every so often: `system/cpu` in per cent of one core over the time since the last sample, `system/rss` and
 * `system/heap` in MiB. A sample takes some microseconds.
 */
export class SystemMetrics {
  readonly #emit: (values: Record<string, number>) => void;
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout | undefined;
  #cpu = process.cpuUsage();
  #at = performance.now();

  constructor(emit: (values: Record<string, number>) => void, everyMs = 10_000) {
    if (!(everyMs >= 0))
      throw new RangeError(`run: given systemMs ${everyMs}, needed milliseconds, 0 for never`);
    this.#emit = emit;
    this.#everyMs = everyMs;
    if (everyMs > 0) this.#timer = setInterval(() => this.poll(), everyMs).unref();
  }

  /** A training that never yields starves the timer; its own calls then ask here. */
  poll(): void {
    const now = performance.now();
    // A timer may come a little early.
    if (this.#everyMs === 0 || now - this.#at < this.#everyMs * 0.99) return;
    const { user, system } = process.cpuUsage(this.#cpu);
    const { rss, heapUsed } = process.memoryUsage();
    const cpu = (user + system) / 10 / (now - this.#at);
    this.#cpu = process.cpuUsage();
    this.#at = now;
    this.#emit({
      "system/cpu": rounded(cpu),
      "system/rss": mebibytes(rss),
      "system/heap": mebibytes(heapUsed),
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function mebibytes(bytes: number): number {
  return rounded(bytes / 2 ** 20);
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
