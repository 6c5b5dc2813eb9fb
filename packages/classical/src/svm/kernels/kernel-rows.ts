/**
 * Rows of the kernel matrix K, [N, N], computed when they are asked for and kept as long as they fit into a given memory; the one not used
 * for longest goes first. Joachims 1998, Making large-scale SVM learning practical, section 4.
 */
import type { Matrix } from "../../matrix/matrix.ts";
import { fromDots, type Kernel, squaredLengths } from "./kernel-function.ts";

export class KernelRows {
  readonly N: number;
  /** k(xᵢ, xᵢ), [N]. */
  readonly diagonal: Float64Array;
  readonly #kernel: Kernel;
  readonly #X: Matrix;
  /** X column by column, so that one row of K is F passes over N neighbouring numbers. */
  readonly #columns: Float64Array;
  readonly #lengths: Float64Array;
  readonly #kept: (Float64Array | undefined)[];
  readonly #lastUse: Float64Array;
  readonly #places: number;
  #filled: number[] = [];
  #clock = 0;

  /** `cacheSize` in MB; four rows are kept at least. */
  constructor(kernel: Kernel, X: Matrix, cacheSize: number) {
    this.N = X.rows;
    this.#kernel = kernel;
    this.#X = X;
    const byDots = kernel.kind !== "precomputed" && kernel.kind !== "function";
    this.#columns = byDots ? X.transpose().data : new Float64Array(0);
    this.#lengths = squaredLengths(X);
    this.#kept = new Array<undefined>(this.N).fill(undefined);
    this.#lastUse = new Float64Array(this.N);
    this.#places = Math.max(4, Math.floor((cacheSize * 2 ** 20) / (8 * this.N)));
    this.diagonal = this.#diagonal();
    const wrong = this.diagonal.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw notFinite(wrong, wrong, this.diagonal[wrong]!);
  }

  /** Row i, [N]; valid until three others have been asked for. Not to be changed. */
  row(i: number): Float64Array {
    this.#lastUse[i] = ++this.#clock;
    const kept = this.#kept[i];
    if (kept) return kept;
    const row = this.#room();
    this.#compute(i, row);
    this.#kept[i] = row;
    this.#filled.push(i);
    return row;
  }

  /** New memory, or that of the row not used for longest. */
  #room(): Float64Array {
    if (this.#filled.length < this.#places) return new Float64Array(this.N);
    let oldest = 0;
    for (let at = 1; at < this.#filled.length; at++)
      if (this.#lastUse[this.#filled[at]!]! < this.#lastUse[this.#filled[oldest]!]!) oldest = at;
    const row = this.#filled[oldest]!;
    this.#filled[oldest] = this.#filled.at(-1)!;
    this.#filled.pop();
    const room = this.#kept[row]!;
    this.#kept[row] = undefined;
    return room;
  }

  #compute(i: number, out: Float64Array): void {
    const X = this.#X;
    if (this.#kernel.kind === "precomputed") out.set(X.row(i));
    else if (this.#kernel.kind === "function")
      for (let j = 0; j < this.N; j++) out[j] = this.#kernel.own!(X.row(i), X.row(j));
    else {
      dotsByColumns(this.#columns, X.row(i), out);
      fromDots(this.#kernel, out, { own: this.#lengths[i]!, theirs: this.#lengths });
    }
    this.#requireFinite(i, out);
  }

  /** An own kernel may give anything, a polynomial may leave the range of numbers. */
  #requireFinite(i: number, row: Float64Array): void {
    if (this.#kernel.kind !== "function" && this.#kernel.kind !== "poly") return;
    const j = row.findIndex((value) => !Number.isFinite(value));
    if (j >= 0) throw notFinite(i, j, row[j]!);
  }

  #diagonal(): Float64Array {
    if (this.#kernel.kind === "precomputed")
      return Float64Array.from({ length: this.N }, (_, i) => this.#X.at(i, i));
    if (this.#kernel.kind === "function")
      return Float64Array.from({ length: this.N }, (_, i) =>
        this.#kernel.own!(this.#X.row(i), this.#X.row(i)),
      );
    return this.#lengths.map((length) => {
      const one = new Float64Array([length]);
      fromDots(this.#kernel, one, { own: length, theirs: new Float64Array([length]) });
      return one[0]!;
    });
  }
}

function notFinite(i: number, j: number, value: number): RangeError {
  return new RangeError(
    `kernel: the value of samples ${i} and ${j} is ${value}, a finite number is needed; scaled columns, or another kernel`,
  );
}

/** x·zⱼ for all rows z of a matrix that is stored by columns; four columns at once, which reads and writes `out` a quarter as often. */
function dotsByColumns(columns: Float64Array, x: Float64Array, out: Float64Array): void {
  const [N, F] = [out.length, x.length];
  out.fill(0);
  let f = 0;
  for (; f + 3 < F; f += 4) {
    const [a, b, c, d] = [x[f]!, x[f + 1]!, x[f + 2]!, x[f + 3]!];
    const first = f * N;
    const [second, third, fourth] = [first + N, first + 2 * N, first + 3 * N];
    for (let j = 0; j < N; j++) {
      const pair = a * columns[first + j]! + b * columns[second + j]!;
      out[j]! += pair + c * columns[third + j]! + d * columns[fourth + j]!;
    }
  }
  for (; f < F; f++) {
    const a = x[f]!;
    for (let j = 0, at = f * N; j < N; j++) out[j]! += a * columns[at++]!;
  }
}
