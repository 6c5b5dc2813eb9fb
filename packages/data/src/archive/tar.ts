/** A file in a tar archive. */
export interface TarEntry {
  /** With "/" between folders. */
  path: string;
  /** A view into the archive's bytes. */
  bytes: Uint8Array;
}

const block = 512;

/**
 * The files of a tar archive, decompressed, in their order. Folders, links and devices are passed over.
 *
 * Reads ustar with its path prefix, the `path` and `size` of pax headers, and GNU's long names.
 * POSIX.1-2017, pax, https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export function* readTar(archive: Uint8Array): Generator<TarEntry> {
  if (archive[0] === 0x1f && archive[1] === 0x8b)
    throw new RangeError("readTar: the archive is gzip, decompressed bytes are needed");
  let named: { path?: string; size?: number } = {};
  for (let at = 0; ; ) {
    const header = archive.subarray(at, at + block);
    // Two blocks of zeros end an archive; some writers leave them out at the end of the file.
    if (header.length === 0 || header.every((byte) => byte === 0)) return;
    checkHeader(header, at);
    const size = named.size ?? numberAt(header, 124, 12, at);
    const bytes = archive.subarray(at + block, at + block + size);
    if (bytes.length < size) {
      throw new RangeError(
        `readTar: ${bytes.length} bytes left for ${pathOf(header)}, ${size} are needed (is the archive cut off?)`,
      );
    }
    const type = String.fromCharCode(header[156]!);
    if (type === "0" || type === "\0") yield { path: named.path ?? pathOf(header), bytes };
    if (type === "x") named = { ...named, ...readPax(bytes) };
    else if (type === "L") named = { ...named, path: text(bytes) };
    else if (type !== "g") named = {};
    at += block + Math.ceil(size / block) * block;
  }
}

function checkHeader(header: Uint8Array, at: number): void {
  if (header.length < block)
    throw new RangeError(
      `readTar: ${header.length} bytes at byte ${at}, a header of ${block} is needed (is the archive cut off?)`,
    );
  // The sum of the header's bytes, with spaces where the sum itself stands.
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  const written = numberAt(header, 148, 8, at);
  if (sum !== written)
    throw new RangeError(
      `readTar: the header at byte ${at} sums to ${sum}, ${written} is needed as it says (is this a tar archive?)`,
    );
}

function pathOf(header: Uint8Array): string {
  const name = text(header.subarray(0, 100));
  const ustar = text(header.subarray(257, 262)) === "ustar";
  const prefix = ustar ? text(header.subarray(345, 500)) : "";
  // GNU's old format has times where ustar has the prefix; it marks itself by a space.
  return prefix === "" || header[262] === 0x20 ? name : `${prefix}/${name}`;
}

/** Octal digits; or, where the first bit is set, GNU's binary number. */
function numberAt(header: Uint8Array, start: number, length: number, at: number): number {
  const field = header.subarray(start, start + length);
  if (field[0]! & 0x80) {
    const number = field.subarray(1).reduce((total, byte) => total * 256 + byte, field[0]! & 0x7f);
    if (Number.isSafeInteger(number)) return number;
  }
  const digits = text(field).trim();
  if (/^[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  throw new RangeError(
    `readTar: ${JSON.stringify(digits)} in the header at byte ${at}, an octal number is needed (is this a tar archive?)`,
  );
}

/** Records of "length key=value\n", the length counting itself. */
function readPax(bytes: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(text(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length)
      throw new RangeError(
        `readTar: a pax record at byte ${at} of its header has no length, a number before a space is needed`,
      );
    const [key, ...value] = text(bytes.subarray(space + 1, at + length - 1)).split("=");
    if (key === "path") found.path = value.join("=");
    if (key === "size") found.size = sizeOf(value.join("="));
    at += length;
  }
  return found;
}

function sizeOf(value: string): number {
  const size = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(size)) return size;
  throw new RangeError(`readTar: size ${JSON.stringify(value)} in a pax header, a whole number is needed`);
}

const decoder = new TextDecoder();

/** Up to the first zero byte. */
function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}
