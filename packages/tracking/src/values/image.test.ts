import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "./base64.ts";
import { image, imageBytes, imageFromPixels, storedWhole, wrongImage } from "./image.ts";
import { encodePng } from "./png.ts";
import { sniffPicture } from "./sniff-picture.ts";

/** SOI, APP0 of two bytes, a baseline frame of 3 × 5 pixels with one component. */
const jpeg = Uint8Array.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xc0, 0, 11, 8, 0, 5, 0, 3, 1, 1, 0x11, 0, 0xff, 0xd9,
]);

/** The pixels that PNG's own reading rules give back (filter type 1, one chunk of data). */
function pixelsOf(png: Uint8Array, channels: number): number[] {
  const view = new DataView(png.buffer);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const raw = inflateSync(png.subarray(41, 41 + view.getUint32(33)));
  const pixels: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = raw.subarray(y * (width * channels + 1) + 1, (y + 1) * (width * channels + 1));
    const line: number[] = [];
    for (const [x, byte] of row.entries()) line.push((byte + (line[x - channels] ?? 0)) % 256);
    pixels.push(...line);
  }
  return pixels;
}

describe("png", () => {
  it("of 2 × 2 grey pixels has the signature, the header and the pixels", async () => {
    const png = await encodePng({ width: 2, height: 2, channels: 1, data: [0, 128, 255, 7] });
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect([...png.subarray(16, 29)]).toEqual([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    // The CRC of an empty IEND, as in every PNG there is.
    expect([...png.subarray(-4)]).toEqual([0xae, 0x42, 0x60, 0x82]);
    expect(pixelsOf(png, 1)).toEqual([0, 128, 255, 7]);
  });

  it("keeps RGB and RGBA pixels", async () => {
    for (const channels of [3, 4] as const) {
      const data = Uint8Array.from({ length: 5 * 3 * channels }, (_, i) => (i * 37) % 256);
      expect(pixelsOf(await encodePng({ width: 5, height: 3, channels, data }), channels)).toEqual([...data]);
    }
  });

  it("refuses pixels that are not whole numbers from 0 to 255, and sizes that do not fit", async () => {
    const one = (value: number) => encodePng({ width: 1, height: 1, channels: 1, data: [value] });
    for (const value of [0.5, 256, -1, Number.NaN])
      await expect(one(value)).rejects.toThrow("scale the pixels first");
    await expect(encodePng({ width: 2, height: 2, channels: 3, data: [1] })).rejects.toThrow(
      "given 1 values, needed 12",
    );
    await expect(encodePng({ width: 0, height: 2, channels: 1, data: [] })).rejects.toThrow(
      "needed sides from 1",
    );
  });
});

describe("an image", () => {
  it("is known by its bytes", async () => {
    expect(image(jpeg)).toMatchObject({ mediaType: "image/jpeg", width: 3, height: 5 });
    const made = await imageFromPixels(
      { width: 4, height: 2, channels: 1, data: new Uint8Array(8) },
      "black",
    );
    expect(made).toMatchObject({ mediaType: "image/png", width: 4, height: 2, caption: "black" });
  });

  const wrong: [string, Uint8Array, string][] = [
    ["nothing", new Uint8Array(0), "it begins with nothing"],
    ["a GIF", new TextEncoder().encode("GIF89a"), "the bytes 47 49 46 38, needed a PNG or a JPEG"],
    ["an SVG, which could hold a script", new TextEncoder().encode("<svg/>"), "needed a PNG or a JPEG"],
    ["a page", new TextEncoder().encode("<!doctype html><script>"), "needed a PNG or a JPEG"],
    ["a torn PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "has no header"],
    ["a torn JPEG", jpeg.subarray(0, 6), "has no frame header"],
  ];
  for (const [name, bytes, reason] of wrong)
    it(`is not ${name}`, () => {
      expect(() => image(bytes)).toThrow(reason);
    });

  it("of a size that no page can show is refused", async () => {
    const png = await encodePng({ width: 1, height: 1, channels: 1, data: [0] });
    const view = new DataView(png.buffer);
    view.setUint32(16, 100_000);
    view.setUint32(20, 100_000);
    expect(sniffPicture(png).reason).toContain("100000 × 100000 pixels, needed at most");
    view.setUint32(16, 0);
    expect(sniffPicture(png).reason).toContain("needed at least 1 × 1");
  });

  it("comes back out of its event, and one that lies about itself does not", () => {
    const stored = storedWhole(image(jpeg));
    expect(wrongImage({ ...stored })).toBeUndefined();
    expect([...imageBytes(stored)!]).toEqual([...jpeg]);
    expect(wrongImage({ ...stored, mediaType: "image/png" })).toBe("it says image/png and is image/jpeg");
    expect(wrongImage({ ...stored, mediaType: "image/svg+xml" })).toContain("mediaType");
    expect(wrongImage({ ...stored, data: toBase64(new TextEncoder().encode("<svg/>")) })).toContain(
      "needed a PNG",
    );
    expect(wrongImage({ ...stored, data: "***" })).toContain("neither an artifact nor data");
    expect(wrongImage({ ...stored, artifact: "../../etc/passwd" })).toContain("no SHA-256");
  });
});

it("base64 of RFC 4648's vectors, and of more bytes than a call has arguments", () => {
  const ascii = (text: string) => new TextEncoder().encode(text);
  expect(["", "f", "fo", "foo", "foobar"].map((text) => toBase64(ascii(text)))).toEqual([
    "",
    "Zg==",
    "Zm8=",
    "Zm9v",
    "Zm9vYmFy",
  ]);
  const many = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
  expect(fromBase64(toBase64(many))).toEqual(many);
});
