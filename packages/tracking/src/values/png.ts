/** Raw pixels, row by row from the top left. */
export interface Pixels {
  width: number;
  height: number;
  /** 1 grey, 3 RGB, 4 RGBA. */
  channels: 1 | 3 | 4;
  /** width · height · channels values: whole numbers from 0 to 255. */
  data: ArrayLike<number>;
}

/** 11.2.1: the colour types for 8 bits a channel. */
const colourTypes = { 1: 0, 3: 2, 4: 6 } as const;

/** A PNG of 8 bits a channel, each row filtered by what its left neighbour leaves (type 1, Sub). PNG, third edition. */
export async function encodePng({ width, height, channels, data }: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  const size = width * height * channels;
  if (![width, height].every((side) => Number.isSafeInteger(side) && side >= 1 && side <= 16_384))
    throw new RangeError(`png: given ${width} × ${height} pixels, needed sides from 1 to 16,384`);
  if (!(channels in colourTypes)) throw new RangeError(`png: given ${channels} channels, needed 1, 3 or 4`);
  if (data.length !== size)
    throw new RangeError(
      `png: given ${data.length} values, needed ${size} for ${width} × ${height} × ${channels}`,
    );
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 8;
  header[9] = colourTypes[channels];
  const packed = await deflate(filtered(data, width * channels, channels));
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    chunk("IDAT", packed),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** 9.2: each byte less the one `channels` before it in its row, mod 256; a byte with the filter's type begins a row. */
function filtered(data: ArrayLike<number>, row: number, channels: number): Uint8Array<ArrayBuffer> {
  const rows = data.length / row;
  const out = new Uint8Array(rows * (row + 1));
  for (let y = 0, at = 0; y < rows; y++) {
    out[at++] = 1;
    for (let x = 0; x < row; x++) {
      const value = data[y * row + x]!;
      if (!(value >= 0 && value <= 255 && Number.isInteger(value)))
        throw new RangeError(
          `png: value ${y * row + x} is ${value}, needed a whole number from 0 to 255; scale the pixels first`,
        );
      out[at++] = value - (x < channels ? 0 : data[y * row + x - channels]!);
    }
  }
  return out;
}

/** zlib's format (RFC 1950), by what browsers and Node have built in. */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** 5.3: length, type, data, CRC over type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** Annex D: polynomial 0xedb88320, reflected. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
