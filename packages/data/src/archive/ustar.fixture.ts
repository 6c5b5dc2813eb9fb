const encoder = new TextEncoder();

/** An archive as POSIX.1-1988 has it, to be read back; the sum of a header is written last. */
export function ustar(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Uint8Array {
  const parts = files.flatMap(([path, bytes]) => {
    const header = new Uint8Array(512);
    const put = (text: string, at: number) => header.set(encoder.encode(text), at);
    put(path, 0);
    put("0000644\0", 100);
    put(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
    put("        ", 148);
    put("0ustar\x0000", 156);
    put(
      `${header
        .reduce((a, b) => a + b, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
      148,
    );
    const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    padded.set(bytes);
    return [header, padded];
  });
  return Buffer.concat([...parts, new Uint8Array(1024)]);
}
