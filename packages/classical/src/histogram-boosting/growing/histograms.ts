/** Where each column's bins lie in a node's histogram, and what is in a bin. */
export interface Layout {
  /** The first bin of each column, [F + 1]. */
  offsets: Int32Array;
  /** Numbers in a bin: 2 (Σ g, count) where all second derivatives are 1, else 3 (Σ g, count, Σ h). */
  stride: 2 | 3;
}

/** The rows that histograms are made of. */
export interface Coded {
  /** [F · N], column after column. */
  codes: Uint8Array;
  /** N */
  rows: number;
  /** Bins for values of each column, [F]; one more for missing ones. */
  nBins: Int32Array;
}

/** First and second derivatives of the loss, [N]. Without `hessian` all second ones are 1. */
export interface Derivatives {
  gradient: Float32Array;
  hessian: Float32Array | undefined;
}

export function layoutOf(nBins: Int32Array, hasHessian: boolean): Layout {
  const offsets = new Int32Array(nBins.length + 1);
  for (let j = 0; j < nBins.length; j++) offsets[j + 1] = offsets[j]! + nBins[j]! + 1;
  return { offsets, stride: hasHessian ? 3 : 2 };
}

/** Makes histograms of rows, and gives back the memory of those that are done with. */
export class Histograms {
  readonly layout: Layout;
  readonly #coded: Coded;
  readonly #free: Float64Array[] = [];
  readonly #gradient: Float32Array;
  readonly #hessian: Float32Array | undefined;

  constructor(coded: Coded, hasHessian: boolean) {
    this.layout = layoutOf(coded.nBins, hasHessian);
    this.#coded = coded;
    this.#gradient = new Float32Array(coded.rows);
    this.#hessian = hasHessian ? new Float32Array(coded.rows) : undefined;
  }

  /** For each bin of each column what its rows among `members` sum to. */
  of(members: Int32Array, { gradient, hessian }: Derivatives): Float64Array {
    const { codes, rows, nBins } = this.#coded;
    const { offsets, stride } = this.layout;
    const out = this.#free.pop()?.fill(0) ?? new Float64Array(offsets[nBins.length]! * stride);
    // Side by side, so that each column reads them one after the other.
    const g = take(gradient, members, this.#gradient);
    const h = this.#hessian && take(hessian!, members, this.#hessian);
    for (let j = 0; j < nBins.length; j++) {
      const column = codes.subarray(j * rows, (j + 1) * rows);
      const bins = out.subarray(offsets[j]! * stride, offsets[j + 1]! * stride);
      if (h) addWithHessian(bins, column, members, g, h);
      else addGradients(bins, column, members, g);
    }
    return out;
  }

  /** The rows of a node that are not in one child are in the other: changes `whole` into whole − part. */
  subtract(whole: Float64Array, part: Float64Array): Float64Array {
    for (let at = 0; at < whole.length; at++) whole[at]! -= part[at]!;
    return whole;
  }

  release(histogram: Float64Array): void {
    this.#free.push(histogram);
  }
}

function take(values: Float32Array, members: Int32Array, out: Float32Array): Float32Array {
  for (let t = 0; t < members.length; t++) out[t] = values[members[t]!]!;
  return out;
}

/** Four rows a turn: their bins are looked up before any is added to. */
function addGradients(bins: Float64Array, column: Uint8Array, members: Int32Array, g: Float32Array): void {
  const whole = members.length & ~3;
  let t = 0;
  for (; t < whole; t += 4) {
    const a = 2 * column[members[t]!]!;
    const b = 2 * column[members[t + 1]!]!;
    const c = 2 * column[members[t + 2]!]!;
    const d = 2 * column[members[t + 3]!]!;
    bins[a]! += g[t]!;
    bins[a + 1]! += 1;
    bins[b]! += g[t + 1]!;
    bins[b + 1]! += 1;
    bins[c]! += g[t + 2]!;
    bins[c + 1]! += 1;
    bins[d]! += g[t + 3]!;
    bins[d + 1]! += 1;
  }
  for (; t < members.length; t++) {
    const a = 2 * column[members[t]!]!;
    bins[a]! += g[t]!;
    bins[a + 1]! += 1;
  }
}

function addWithHessian(
  bins: Float64Array,
  column: Uint8Array,
  members: Int32Array,
  g: Float32Array,
  h: Float32Array,
): void {
  const whole = members.length & ~3;
  let t = 0;
  for (; t < whole; t += 4) {
    const a = 3 * column[members[t]!]!;
    const b = 3 * column[members[t + 1]!]!;
    const c = 3 * column[members[t + 2]!]!;
    const d = 3 * column[members[t + 3]!]!;
    bins[a]! += g[t]!;
    bins[a + 1]! += 1;
    bins[a + 2]! += h[t]!;
    bins[b]! += g[t + 1]!;
    bins[b + 1]! += 1;
    bins[b + 2]! += h[t + 1]!;
    bins[c]! += g[t + 2]!;
    bins[c + 1]! += 1;
    bins[c + 2]! += h[t + 2]!;
    bins[d]! += g[t + 3]!;
    bins[d + 1]! += 1;
    bins[d + 2]! += h[t + 3]!;
  }
  for (; t < members.length; t++) {
    const a = 3 * column[members[t]!]!;
    bins[a]! += g[t]!;
    bins[a + 1]! += 1;
    bins[a + 2]! += h[t]!;
  }
}
