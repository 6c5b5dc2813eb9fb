/**
 * Points of a plane or a space in nested cells, so that far ones can be taken together (Barnes and Hut 1986, https://doi.org/10.1038/324446a0).
 *
 * Points are put in the order of the Morton curve: the bits of their coordinates, on a grid over all of them, are interleaved to one number. The
 * first 2 l (3 l) bits name the cell of level l, so that every cell is a run of neighbouring points; it divides where its first and last number
 * first differ. Cells are listed each before its parts: the one after a cell is its first part, `next` the one to go to when the parts are left out.
 */
export class BarnesHutTree {
  /** The row of each place, [N]. */
  readonly order: Int32Array;
  /** Coordinates by place, [N]. z is 0 in a plane. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  /** How many cells there are. */
  cells = 0;
  /** Of each cell: the centre of its points, how many they are, … */
  readonly meanX: Float64Array;
  readonly meanY: Float64Array;
  readonly meanZ: Float64Array;
  /** … its side squared; 0 of a cell without parts. */
  readonly width2: Float64Array;
  /** Its points are at the places from … to − 1. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly next: Int32Array;
  readonly #D: 2 | 3;
  readonly #codes: Int32Array;
  #width = 0;

  constructor(N: number, D: 2 | 3) {
    this.#D = D;
    this.order = Int32Array.from({ length: N }, (_, i) => i);
    this.#codes = new Int32Array(N);
    const floats = (length: number) => new Float64Array(length);
    [this.x, this.y, this.z] = [floats(N), floats(N), floats(N)];
    // Every cell that divides has two parts or more, so there are at most 2 N − 1.
    [this.meanX, this.meanY, this.meanZ, this.width2] = [
      floats(2 * N),
      floats(2 * N),
      floats(2 * N),
      floats(2 * N),
    ];
    [this.from, this.to, this.next] = [new Int32Array(2 * N), new Int32Array(2 * N), new Int32Array(2 * N)];
  }

  /** Takes in the points Y, [N, stride], of which the first D columns (where there are so many) are coordinates. */
  build(Y: Float64Array, stride: number): void {
    this.#sort(Y, stride);
    const { order, x, y, z } = this;
    for (let place = 0; place < order.length; place++) {
      const at = order[place]! * stride;
      x[place] = Y[at]!;
      y[place] = stride > 1 ? Y[at + 1]! : 0;
      z[place] = this.#D === 3 ? Y[at + 2]! : 0;
    }
    this.cells = 0;
    this.#cell(0, order.length);
  }

  /** Adds the cell of these places and its parts; gives its number. */
  #cell(from: number, to: number): number {
    const cell = this.cells++;
    const differing = this.#codes[from]! ^ this.#codes[to - 1]!;
    this.from[cell] = from;
    this.to[cell] = to;
    if (to - from <= leafSize || differing === 0) this.#leaf(cell, from, to);
    else this.#divide(cell, Math.floor((31 - Math.clz32(differing)) / this.#D));
    this.next[cell] = this.cells;
    return cell;
  }

  #leaf(cell: number, from: number, to: number): void {
    let [x, y, z] = [0, 0, 0];
    for (let place = from; place < to; place++) {
      x += this.x[place]!;
      y += this.y[place]!;
      z += this.z[place]!;
    }
    const count = to - from;
    this.meanX[cell] = x / count;
    this.meanY[cell] = y / count;
    this.meanZ[cell] = z / count;
    this.width2[cell] = 0;
  }

  /** Parts are told apart by the bits at `digit`, counted in groups of D from the lowest. */
  #divide(cell: number, digit: number): void {
    const [from, to] = [this.from[cell]!, this.to[cell]!];
    const shift = digit * this.#D;
    let [x, y, z] = [0, 0, 0];
    for (let start = from, end = from; start < to; start = end) {
      const key = this.#codes[start]! >> shift;
      while (end < to && this.#codes[end]! >> shift === key) end++;
      const part = this.#cell(start, end);
      x += this.meanX[part]! * (end - start);
      y += this.meanY[part]! * (end - start);
      z += this.meanZ[part]! * (end - start);
    }
    const count = to - from;
    this.meanX[cell] = x / count;
    this.meanY[cell] = y / count;
    this.meanZ[cell] = z / count;
    const side = (this.#width * 2 ** (digit + 1)) / 2 ** bitsOf[this.#D];
    this.width2[cell] = side * side;
  }

  /** Brings `order` and the codes into the order of the curve. */
  #sort(Y: Float64Array, stride: number): void {
    const D = this.#D;
    const used = Math.min(D, stride);
    const low = [0, 0, 0];
    let width = 0;
    for (let d = 0; d < used; d++) {
      let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let at = d; at < Y.length; at += stride) {
        const value = Y[at]!;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      low[d] = least;
      width = Math.max(width, most - least);
    }
    this.#width = width;
    const last = 2 ** bitsOf[D] - 1;
    const scale = width > 0 ? (last + 1) / width : 0;
    const { order } = this;
    const keys = new Float64Array(order.length);
    for (let i = 0; i < order.length; i++) {
      let code = 0;
      for (let d = 0; d < used; d++) {
        const cell = Math.min(last, Math.floor((Y[i * stride + d]! - low[d]!) * scale));
        code |= (D === 2 ? spread2(cell) : spread3(cell)) << d;
      }
      keys[i] = code * 2 ** 22 + i;
    }
    keys.sort();
    for (let place = 0; place < keys.length; place++) {
      const code = Math.floor(keys[place]! / 2 ** 22);
      this.#codes[place] = code;
      order[place] = keys[place]! - code * 2 ** 22;
    }
  }
}

/** Cells of so many points do not divide: their points are looked at one by one. */
const leafSize = 4;
/** Bits of a coordinate: 30 in all. */
const bitsOf = { 2: 15, 3: 10 } as const;

/** abc → 0a0b0c */
function spread2(bits: number): number {
  let v = bits;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** abc → 00a00b00c */
function spread3(bits: number): number {
  let v = bits;
  v = (v | (v << 16)) & 0x030000ff;
  v = (v | (v << 8)) & 0x0300f00f;
  v = (v | (v << 4)) & 0x030c30c3;
  return (v | (v << 2)) & 0x09249249;
}
