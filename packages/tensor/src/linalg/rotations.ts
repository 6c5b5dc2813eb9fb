/**
 * Sweeps of plane rotations over neighbouring rows, collected and applied many at a time.
 *
 *   rotation k:  row k ← c row k + s row k+1,   row k+1 ← c row k+1 − s row k
 *
 * The rotations of up to 32 sweeps are cut into tiles: tile t holds rotation k of sweep i if ⌊(k + i) / 32⌋ = t. What a
 * rotation needs to have gone before it (k − 1 of its own sweep, k + 1 of the sweep before) is in its tile or an earlier one.
 * A tile touches at most 64 rows, so it is applied to a unit matrix, and the rows change by one matrix product.
 *
 * After Lang 1998, Using level 3 BLAS in rotation-based algorithms.
 */

import { productFast } from "../product-fast.ts";

const SWEEPS = 32;
const TILE = 32;

/** With fewer rows a tile would be most of them. */
const FEW = 80;

/** What takes rotations as they come. */
export type RotationSink = Pick<Rotations, "add" | "endSweep">;

/** For values without vectors. */
export const noRotations: RotationSink = { add() {}, endSweep() {} };

export class Rotations {
  /** [n, n], a unit matrix before the first rotation. */
  readonly rows: Float64Array;
  readonly #n: number;
  readonly #c: Float64Array;
  readonly #s: Float64Array;
  #sweeps = 0;
  readonly #product: Float64Array;

  constructor(n: number) {
    this.#n = n;
    this.rows = unitMatrix(n);
    this.#c = new Float64Array(SWEEPS * n).fill(1);
    this.#s = new Float64Array(SWEEPS * n);
    this.#product = new Float64Array(n <= FEW ? 0 : (SWEEPS + TILE) * n);
  }

  /** Notes rotation k of the present sweep; in a sweep k rises. */
  add(k: number, c: number, s: number): void {
    const at = this.#sweeps * this.#n + k;
    this.#c[at] = c;
    this.#s[at] = s;
  }

  endSweep(): void {
    this.#sweeps++;
    if (this.#sweeps === SWEEPS) this.apply();
  }

  /** Applies what has been noted to the rows. */
  apply(): void {
    const n = this.#n;
    if (n <= FEW) this.#applyEach();
    else for (let first = 0; first < n - 2 + SWEEPS; first += TILE) this.#applyTile(first);
    this.#c.fill(1);
    this.#s.fill(0);
    this.#sweeps = 0;
  }

  #applyEach(): void {
    const n = this.#n;
    for (let sweep = 0; sweep < this.#sweeps; sweep++) {
      for (let k = 0; k < n - 1; k++) {
        const at = sweep * n + k;
        rotateRows(this.rows, { first: k * n, columns: n, to: n, c: this.#c[at]!, s: this.#s[at]! });
      }
    }
  }

  /** The rotations k of sweep i with first ≤ k + i < first + TILE. */
  #applyTile(first: number): void {
    const n = this.#n;
    const start = Math.max(0, first - this.#sweeps + 1);
    const size = Math.min(n, first + TILE + 1) - start;
    const g = unitMatrix(size);
    let rotated = false;
    for (let sweep = 0; sweep < this.#sweeps; sweep++) {
      // Sweep i has mixed no columns but first − i … k + 1 + i into the rows up to k.
      const from = Math.max(0, first - sweep);
      const end = Math.min(n - 1, first + TILE - sweep);
      for (let k = from; k < end; k++) {
        const at = sweep * n + k;
        const [c, s] = [this.#c[at]!, this.#s[at]!];
        if (s === 0 && c === 1) continue;
        rotated = true;
        const to = Math.min(size, k + 2 + sweep - start);
        rotateRows(g, { first: (k - start) * size, columns: size, from: from - start, to, c, s });
      }
    }
    if (!rotated) return;
    const rows = this.rows.subarray(start * n, (start + size) * n);
    const product = this.#product.subarray(0, rows.length);
    productFast(product, { data: g, transposed: false }, { data: rows, transposed: false }, [size, size, n]);
    rows.set(product);
  }
}

/** The rotation of the row that begins at `first` and the next, in the columns from … to − 1. */
interface RowRotation {
  first: number;
  columns: number;
  from?: number;
  to: number;
  c: number;
  s: number;
}

/**
 * c p + s q and c q − s p as p + s (q − τ p) and q − s (p + τ q), τ = s / (1 + c) (Rutishauser 1966), where c ≥ 0: a small
 * angle then adds a small error, and thousands of rotations stay a rotation.
 */
function rotateRows(rows: Float64Array, { first, columns, from = 0, to, c, s }: RowRotation): void {
  if (s === 0 && c === 1) return;
  // The rotation by half a turn more is the same with both signs changed.
  const sign = c < 0 ? -1 : 1;
  const [sine, tau] = [sign * s, (sign * s) / (1 + sign * c)];
  const second = first + columns;
  for (let j = from; j < to; j++) {
    const p = sign * rows[first + j]!;
    const q = sign * rows[second + j]!;
    rows[first + j] = p + sine * (q - tau * p);
    rows[second + j] = q - sine * (p + tau * q);
  }
}

function unitMatrix(n: number): Float64Array {
  const unit = new Float64Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  return unit;
}
