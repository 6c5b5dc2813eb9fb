import { joinBytes } from "./join-bytes.ts";

/** Protocol Buffers' wire format: fields as a number and a kind (0 varint, 1 eight bytes, 2 with a length, 5 four bytes). */
export type Message = Uint8Array;

export const varint = (field: number, value: number): Message =>
  joinBytes([variable(field * 8), variable(value)]);
export const bytes = (field: number, value: Uint8Array): Message =>
  joinBytes([variable(field * 8 + 2), variable(value.length), value]);
export const string = (field: number, value: string): Message =>
  bytes(field, new TextEncoder().encode(value));
export const double = (field: number, value: number): Message =>
  joinBytes([variable(field * 8 + 1), new Uint8Array(Float64Array.of(value).buffer)]);
export const float = (field: number, value: number): Message =>
  joinBytes([variable(field * 8 + 5), new Uint8Array(Float32Array.of(value).buffer)]);
/** Doubles in one field, one after the other. */
export const doubles = (field: number, values: readonly number[]): Message =>
  bytes(field, new Uint8Array(Float64Array.from(values).buffer));

/** Zeros are not written where a reader takes a missing field for 0. */
export const unlessZero = (
  field: (number: number, value: number) => Message,
  number: number,
  value: number,
): Message => (Object.is(value, 0) ? new Uint8Array(0) : field(number, value));

export const message = (...fields: Message[]): Message => joinBytes(fields);

/** Seven bits a byte, the lowest first, the eighth bit for "more"; whole numbers from 0. */
function variable(value: number): Uint8Array {
  const out: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 128n) return Uint8Array.from([...out, low]);
    out.push(low | 0x80);
  }
}

/** A field that was read: a whole number, or bytes (of length 8 and 4 for numbers of fixed size). */
export type Field = number | Uint8Array;

/** The fields of a message by number, each with all its values in order. Throws a RangeError where it is none. */
export function readMessage(data: Uint8Array): Map<number, Field[]> {
  const fields = new Map<number, Field[]>();
  const reader = { data, at: 0 };
  while (reader.at < data.length) {
    const key = readVariable(reader);
    const kind = key % 8;
    const size = kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? readVariable(reader) : 0;
    if (![0, 1, 2, 5].includes(kind) || size > data.length - reader.at)
      throw new RangeError(`protobuf: no field at byte ${reader.at}, needed a message`);
    const value = kind === 0 ? readVariable(reader) : data.subarray(reader.at, (reader.at += size));
    const number = Math.floor(key / 8);
    const there = fields.get(number);
    if (there) there.push(value);
    else fields.set(number, [value]);
  }
  return fields;
}

function readVariable(reader: { data: Uint8Array; at: number }): number {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.data[reader.at++];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 128) return Number(BigInt.asIntN(64, value));
  }
  throw new RangeError(`protobuf: no number at byte ${reader.at}, needed a message`);
}

export function bytesOf(fields: Map<number, Field[]>, number: number): Uint8Array | undefined {
  const field = fields.get(number)?.at(-1);
  return field instanceof Uint8Array ? field : undefined;
}

export function numberIn(fields: Map<number, Field[]>, number: number): number | undefined {
  const field = fields.get(number)?.at(-1);
  if (!(field instanceof Uint8Array)) return field;
  return field.length === 8 || field.length === 4 ? numbersFrom(field, field.length)[0] : undefined;
}

export function stringIn(fields: Map<number, Field[]>, number: number): string | undefined {
  const found = bytesOf(fields, number);
  return found && new TextDecoder().decode(found);
}

/** Floating-point numbers one after the other, of 8 or 4 bytes each. */
export function numbersFrom(data: Uint8Array, size: 4 | 8 | number): number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: Math.floor(data.length / size) }, (_, i) =>
    size === 8 ? view.getFloat64(i * 8, true) : view.getFloat32(i * 4, true),
  );
}
