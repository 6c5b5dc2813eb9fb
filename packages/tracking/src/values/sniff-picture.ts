export interface Picture {
  mediaType: "image/png" | "image/jpeg";
  width: number;
  height: number;
}

type Sniffed = { picture: Picture; reason?: never } | { picture?: never; reason: string };

/** A page that lays out an image of more pixels than this has no memory left for anything else. */
const mostPixels = 100_000_000;

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What kind of picture the bytes are and how large, from the bytes alone; or why they are none. */
export function sniffPicture(bytes: Uint8Array): Sniffed {
  const sniffed = pngStart.every((byte, i) => bytes[i] === byte) ? png(bytes) : jpeg(bytes);
  if (!sniffed.picture) return sniffed;
  const { width, height } = sniffed.picture;
  if (width === 0 || height === 0)
    return { reason: `it is ${width} × ${height} pixels, needed at least 1 × 1` };
  if (width * height > mostPixels)
    return { reason: `it is ${width} × ${height} pixels, needed at most ${mostPixels} of them` };
  return sniffed;
}

/** PNG (third edition) 5.6 and 11.2.1: the first chunk is IHDR, the last one IEND. */
function png(bytes: Uint8Array): Sniffed {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 45 || name(bytes, 12) !== "IHDR")
    return { reason: "it begins like a PNG and has no header" };
  if (name(bytes, bytes.length - 8) !== "IEND") return { reason: "it begins like a PNG and has no end" };
  return { picture: { mediaType: "image/png", width: view.getUint32(16), height: view.getUint32(20) } };
}

/** JPEG (T.81) B.1 and B.2: SOI, then segments, one of which is a frame header SOF with the size. */
function jpeg(bytes: Uint8Array): Sniffed {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff)
    return { reason: `it begins with ${begin(bytes)}, needed a PNG or a JPEG` };
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1; // A fill byte.
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return {
        picture: { mediaType: "image/jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) },
      };
    if (marker === 0xd9 || marker === 0xda) break;
    at += 2 + view.getUint16(at + 2);
  }
  return { reason: "it begins like a JPEG and has no frame header" };
}

function name(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function begin(bytes: Uint8Array): string {
  const first = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0"));
  return first.length === 0 ? "nothing" : `the bytes ${first.join(" ")}`;
}
