/**
 * ZIP archives of named files: what `.npz` is made of. Each file follows a header of its own; the directory at the end says where they are.
 * Written as Python's `zipfile` writes them for NumPy: stored, with 64-bit sizes beside the 32-bit ones. Read are stored and deflated files; nothing
 * in them is trusted. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { crc32 } from "./crc32.ts";
import { inflate } from "./inflate.ts";

/** A file's name within the archive, and its bytes. */
export type ArchiveFile = readonly [name: string, bytes: Uint8Array];

const localSignature = 0x04034b50;
const directorySignature = 0x02014b50;
const endSignature = 0x06054b50;
const version = 20;
const unix = 3;
const utf8 = 0x0800;
const encrypted = 0x0001;
/** 1 January 1980, the first day that the format knows: equal contents give equal bytes. */
const firstDay = 0x0021;
const readableByOwner = 0o600 << 16;
const wideSizes = 0x0001;
const most = 0xffffffff;
const longestComment = 0xffff;

/** The bytes of an archive of these files. Throws a RangeError when they do not fit 32-bit offsets. */
export function writeArchive(files: readonly ArchiveFile[]): Uint8Array<ArrayBuffer> {
  if (files.length >= 0xffff) throw new RangeError(`${files.length} files, fewer than 65535 are needed`);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, bytes] of files) {
    const path = new TextEncoder().encode(name);
    if (path.length > 0xffff)
      throw new RangeError(`a name of ${path.length} bytes, at most 65535 are needed`);
    const sum = crc32(bytes);
    const wide = Uint8Array.from(
      [u16(wideSizes), u16(16), u32(bytes.length), u32(0), u32(bytes.length), u32(0)].flat(),
    );
    const common = (extra: number) => [
      ...[u16(path.length === name.length ? 0 : utf8), u16(0), u16(0), u16(firstDay)],
      ...[u32(sum), u32(bytes.length), u32(bytes.length), u16(path.length), u16(extra)],
    ];
    const local = Uint8Array.from([u32(localSignature), u16(version), ...common(wide.length)].flat());
    const rest = [u16(0), u16(0), u16(0), u32(readableByOwner), u32(at)];
    const made = [u32(directorySignature), [version, unix], u16(version), ...common(0), ...rest];
    directory.push(Uint8Array.from(made.flat()), path);
    parts.push(local, path, wide, bytes);
    at += local.length + path.length + wide.length + bytes.length;
  }
  const length = total(directory);
  if (at + length > most) throw new RangeError(`${at + length} bytes, at most ${most} are needed`);
  const counts = [u16(0), u16(0), u16(files.length), u16(files.length)];
  const end = Uint8Array.from([u32(endSignature), ...counts, u32(length), u32(at), u16(0)].flat());
  return joined([...parts, ...directory, end]);
}

/** The files of an archive, in the order of its directory. Throws a RangeError, without a name in front, that says what was found. */
export function readArchive(archive: Uint8Array): ArchiveFile[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (start + length !== end) {
    throw new RangeError(`a directory of ${length} bytes at ${start}, one that ends at ${end} is needed`);
  }
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const entry = readEntry(view, at, end);
    entries.push(entry);
    at = entry.next;
  }
  if (at !== end)
    throw new RangeError(`${end - at} bytes of the directory belong to none of its ${count} files`);
  const places = entries.map((entry) => [entry.offset, dataStart(view, entry, start)] as const);
  refuseOverlap(entries, places, start);
  return entries.map((entry, i) => [entry.name, contents(archive, entry, places[i]![1])]);
}

interface Entry {
  name: string;
  /** Where the next entry of the directory begins. */
  next: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    const comment = last - at;
    if (view.getUint32(at, true) === endSignature && view.getUint16(at + 20, true) === comment) return at;
  }
  throw new RangeError("no directory at the end of the file; is it cut off, or a single .npy?");
}

function readEntry(view: DataView, at: number, end: number): Entry {
  if (at + 46 > end || view.getUint32(at, true) !== directorySignature) {
    throw new RangeError(`the directory is damaged at byte ${at}`);
  }
  const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [number, number, number];
  const next = at + 46 + lengths[0] + lengths[1] + lengths[2];
  if (next > end) throw new RangeError(`the directory is damaged at byte ${at}: an entry longer than it`);
  const flags = view.getUint16(at + 8, true);
  const name = decode(
    new Uint8Array(view.buffer, view.byteOffset + at + 46, lengths[0]),
    (flags & utf8) !== 0,
  );
  if (flags & encrypted) throw new RangeError(`${name} is encrypted, plain files are needed`);
  const [size, packed, offset] = widen(
    view,
    at + 46 + lengths[0],
    lengths[1],
    [24, 20, 42].map((field) => view.getUint32(at + field, true)),
  );
  const method = view.getUint16(at + 10, true);
  return {
    name,
    next,
    method,
    crc: view.getUint32(at + 16, true),
    packed: packed!,
    size: size!,
    offset: offset!,
  };
}

/** A 32-bit number of only ones says that the 64-bit one is among the extra fields, in this order. */
function widen(view: DataView, from: number, length: number, narrow: readonly number[]): number[] {
  if (!narrow.includes(most)) return [...narrow];
  let at = from;
  const end = from + length;
  while (at + 4 <= end && view.getUint16(at, true) !== wideSizes) at += 4 + view.getUint16(at + 2, true);
  at += 4;
  return narrow.map((value) => {
    if (value !== most) return value;
    if (at + 8 > end) throw new RangeError("a 64-bit size is missing in the directory");
    at += 8;
    return Number(view.getBigUint64(at - 8, true));
  });
}

function decode(bytes: Uint8Array, unicode: boolean): string {
  if (!unicode && bytes.some((byte) => byte > 127)) {
    throw new RangeError("a name outside of ASCII, UTF-8 marked as such is needed");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RangeError("a name that is not UTF-8, UTF-8 is needed");
  }
}

/** Behind the file's own header, whose name and extra fields have their own lengths. */
function dataStart(view: DataView, { name, offset, packed }: Entry, directory: number): number {
  if (offset + 30 > directory || view.getUint32(offset, true) !== localSignature) {
    throw new RangeError(`${name} is said to be at byte ${offset}, where no file begins`);
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > directory) {
    throw new RangeError(
      `${name} claims ${packed} bytes at ${start}, ${Math.max(0, directory - start)} are there`,
    );
  }
  return start;
}

/** Files over each other would let a small archive unfold without bound. */
function refuseOverlap(
  entries: readonly Entry[],
  places: readonly (readonly [number, number])[],
  directory: number,
): void {
  const spans = entries.map(({ name, packed }, i) => ({
    name,
    from: places[i]![0],
    to: places[i]![1] + packed,
  }));
  spans.sort((a, b) => a.from - b.from);
  spans.forEach(({ name, to }, i) => {
    const next = spans[i + 1]?.from ?? directory;
    if (to > next) throw new RangeError(`${name} ends at byte ${to}, within the next file`);
  });
}

function contents(
  archive: Uint8Array,
  { name, method, packed, size, crc }: Entry,
  start: number,
): Uint8Array {
  const stream = archive.subarray(start, start + packed);
  if (method !== 0 && method !== 8) {
    throw new RangeError(`${name} is compressed by method ${method}, stored (0) or deflated (8) is needed`);
  }
  if (method === 0 && size !== packed)
    throw new RangeError(`${name} has ${packed} bytes, ${size} are needed`);
  const bytes = method === 0 ? stream : named(name, () => inflate(stream, size));
  const found = crc32(bytes);
  if (found === crc) return bytes;
  throw new RangeError(`${name} has the checksum ${found}, ${crc} is needed; the file is damaged`);
}

function named<T>(name: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${name}: ${error.message}`) : error;
  }
}

function u16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value), ...u16(value >>> 16)];
}

function total(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(total(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
