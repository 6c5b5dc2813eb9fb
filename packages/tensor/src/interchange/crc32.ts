/**
 * The checksum of ZIP: the remainder of the bytes, read as a polynomial over GF(2), least significant bit first, divided by 0x04C11DB7
 * (0xEDB88320 with its bits reversed). ISO 3309; https://www.w3.org/TR/png/#D-CRCAppendix
 */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** From 0 to 2³² − 1; 0xcbf43926 for the text 123456789. */
export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) rest = (rest >>> 8) ^ table[(rest ^ bytes[i]!) & 0xff]!;
  return ~rest >>> 0;
}
