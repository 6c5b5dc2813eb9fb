import { maskedCrc32c } from "./crc32c.ts";
import { joinBytes } from "./join-bytes.ts";

/** A record: its length in 8 bytes (little-endian), their masked CRC, the data, its masked CRC. */
export function tfRecord(data: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
  return joinBytes([length, four(maskedCrc32c(length)), data, four(maskedCrc32c(data))]);
}

function four(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** The records of a file up to the first that is damaged, and what is wrong with it. A torn last one, which is still being written, is left out. */
export function readTfRecords(file: Uint8Array): { records: Uint8Array[]; problem?: string } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at + 12 <= file.length; ) {
    const damaged = `record ${records.length + 1}, at byte ${at}, is damaged: what follows cannot be read`;
    if (view.getUint32(at + 8, true) !== maskedCrc32c(file.subarray(at, at + 8)))
      return { records, problem: damaged };
    const length = view.getBigUint64(at, true);
    if (length > BigInt(file.length - at - 16)) break;
    const data = file.subarray(at + 12, at + 12 + Number(length));
    if (view.getUint32(at + 12 + data.length, true) !== maskedCrc32c(data))
      return { records, problem: damaged };
    records.push(data);
    at += 16 + data.length;
  }
  return { records };
}
