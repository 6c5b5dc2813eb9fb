import type { DType } from "../../dtype.ts";
import { type Code, i32, v128 } from "../../wasm/instructions.ts";
import { i32x4, i64x2, memory, truth } from "../../wasm/lane-operations.ts";
import type { Float } from "../../wasm/lanes.ts";

/** Bytes of an element as it lies in memory. */
export const bytesOf: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

/** Where in a row a vector is read or written. */
export interface Place {
  /** The address of the row's first element. */
  readonly row: Code;
  /** How far along the row, counted in elements. */
  readonly index: Code;
  /** Elements from one to the next. */
  readonly stride: number;
  readonly dtype: DType;
  /** Only the first lane exists. */
  readonly single: boolean;
}

/** Reads a vector of a row. Truth values become masks; the lanes that do not exist hold anything. */
export function loadCode(float: Float, place: Place): Code {
  if (place.stride === 1 || place.single) return loadTogether(float, place);
  return loadApart(float, place);
}

function address({ row, index, stride, dtype }: Place, lane = 0): Code {
  const bytes = stride * bytesOf[dtype];
  const along = i32.mul(index, i32.const(bytes));
  const start = bytes === 1 ? i32.add(row, index) : i32.add(row, along);
  return lane === 0 ? start : i32.add(start, i32.const(lane * bytes));
}

function loadTogether(float: Float, place: Place): Code {
  const { dtype, single } = place;
  const at = address(place);
  const wide = float === "float32";
  if (dtype === "bool")
    return maskOf(
      float,
      wide
        ? single
          ? memory.load8Splat(at)
          : memory.load32Zero(at)
        : single
          ? memory.load8Splat(at)
          : memory.load16Splat(at),
    );
  if (dtype === "int32") return single ? memory.load32Zero(at) : wide ? v128.load(at) : memory.load64Zero(at);
  if (single) return wide ? memory.load32Zero(at) : memory.load64Zero(at);
  return v128.load(at);
}

function maskOf(float: Float, bytes: Code): Code {
  const zero = i32x4.literal(0, 0, 0, 0);
  return float === "float32"
    ? i32x4.ne(truth.bytesToLanes(bytes), zero)
    : i64x2.ne(truth.bytesToHalves(bytes), zero);
}

/** Elements that do not lie together, lane by lane. */
function loadApart(float: Float, place: Place): Code {
  const count = float === "float32" ? 4 : 2;
  const lanes = Array.from({ length: count }, (_, lane) => address(place, lane));
  if (place.dtype === "bool") {
    const gathered = lanes.reduce(
      (value, at, lane) => truth.load8Lane(at, value, lane),
      i32x4.literal(0, 0, 0, 0),
    );
    return maskOf(float, gathered);
  }
  const narrow = float === "float32" || place.dtype === "int32";
  const [first, ...rest] = lanes as [Code, ...Code[]];
  const start = narrow ? memory.load32Zero(first) : memory.load64Zero(first);
  const load = narrow ? memory.load32Lane : memory.load64Lane;
  return rest.reduce((value, at, i) => load(at, value, i + 1), start);
}

/** One element of every row in all lanes. */
export function splatCode(float: Float, dtype: DType, at: Code): Code {
  if (dtype === "bool") {
    // All bytes are the same, so the lanes of either width are.
    return i32x4.ne(memory.load8Splat(at), i32x4.literal(0, 0, 0, 0));
  }
  return float === "float32" || dtype === "int32" ? v128.load32Splat(at) : v128.load64Splat(at);
}

/** Writes a vector of a row; masks become truth values. */
export function storeCode(float: Float, place: Place, value: Code): Code {
  if (place.stride !== 1 && !place.single) return storeApart(float, place, value);
  const at = address(place);
  const wide = float === "float32";
  if (place.dtype === "bool") {
    const bytes = wide ? truth.lanesToBytes(value) : truth.halvesToBytes(value);
    if (place.single) return memory.store8Lane(at, bytes, 0);
    return wide ? memory.store32Lane(at, bytes, 0) : memory.store16Lane(at, bytes, 0);
  }
  if (place.single) return wide ? memory.store32Lane(at, value, 0) : memory.store64Lane(at, value, 0);
  return v128.store(at, value);
}

/** Lane by lane, to elements that do not lie together. */
function storeApart(float: Float, place: Place, value: Code): Code {
  const store = float === "float32" ? memory.store32Lane : memory.store64Lane;
  const count = float === "float32" ? 4 : 2;
  return Array.from({ length: count }, (_, lane) => store(address(place, lane), value, lane)).flat();
}
