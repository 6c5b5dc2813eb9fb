import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTar } from "./tar.ts";
import { ustar } from "./ustar.fixture.ts";

const encoder = new TextEncoder();

/** Made by GNU tar 1.35 of d/a.txt ("hello"), a symbolic link, and a file ("long") whose name is "n" 120 times; deflated, base64. */
const gnu =
  "eNrt1kEKwjAURdEsJStoEpv0T11ANyFUVCwN1Agu3+KsRVonqWjvmSSQzF7+I41R2dmBhPBaB9P1zV7EW6WDWsH9lg691qqPMc3dWzr/UY05FOmRsudfeT+Tfxjn76w4r7Ql/+zOx7aNClvVmPbSXVfof5HP+9+5IJXSu/zVtPn5L0xh9nXsTnW+Z7DU/07Kaf6VHfq/pv9XmP/uS+jereS//P/z4/kvvYjl/7eGdqh+pgAAAAAAAAAAAOB/PAEbjbwi";
const pax =
  "eNrt1j0KwjAcBfDMniInMN/N5O7oFQIpVgyNtBF6fIObEVocUtG+35JAAyU8/o94RqrjmTXmuWbl+r4XQmpOqCEruI/JDfn3Q4xp7tzS9/JyP8Izt09Tqp5/o/VM/qbIX0qhCeXIv7quDSES2CrPwqW/rtD/1n7Q/4rbhlBZv5rQ/+zkpmPrfDuMrK9jqf8l16/5K5XPEzqt2f8bnX+hJL251B18rfQX7dDC35z/+gEvv//K+W+k5Xj/rSHE/owpAAAAAAAAAAAAAAAA+B8Pe1XsbQ==";
const unpacked = (text: string) => inflateSync(Buffer.from(text, "base64"));
const read = (archive: Uint8Array) =>
  [...readTar(archive)].map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);

describe("readTar", () => {
  it("reads two files that the test wrote", () => {
    const archive = ustar([
      ["a.txt", encoder.encode("one")],
      ["b/c.txt", new Uint8Array(0)],
    ]);
    expect(read(archive)).toEqual([
      ["a.txt", "one"],
      ["b/c.txt", ""],
    ]);
  });

  it("reads what GNU tar writes, long names in both of its ways, and passes folders and links over", () => {
    const files = [
      ["d/a.txt", "hello"],
      [`d/${"n".repeat(120)}`, "long"],
    ];
    expect(read(unpacked(gnu))).toEqual(files);
    expect(read(unpacked(pax))).toEqual(files);
  });

  it("gives back any files that were written", () => {
    const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,3}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.uint8Array({ maxLength: 1200 })), { maxLength: 6 }), (files) => {
        const back = [...readTar(ustar(files))].map((entry) => [entry.path, Uint8Array.from(entry.bytes)]);
        expect(back).toEqual(files.map(([name, bytes]) => [name, Uint8Array.from(bytes)]));
      }),
    );
  });

  it("refuses what is cut off, damaged, packed or no archive", () => {
    const archive = ustar([["a.txt", new Uint8Array(600)]]);
    expect(() => read(archive.subarray(0, 700))).toThrow(/188 bytes left for a\.txt, 600 are needed/);
    expect(() => read(archive.subarray(0, 300))).toThrow(/300 bytes at byte 0, a header of 512/);
    const damaged = archive.slice();
    damaged[0]!++;
    expect(() => read(damaged)).toThrow(/header at byte 0 sums to/);
    expect(() => read(encoder.encode("x".repeat(600)))).toThrow(/is this a tar archive/);
    expect(() => read(Uint8Array.of(0x1f, 0x8b, 8))).toThrow(/is gzip/);
  });

  it("says what is wrong in words, whatever the bytes", () => {
    const any = fc.uint8Array({ maxLength: 2000 });
    const almost = fc.tuple(fc.nat(2000), fc.nat(255)).map(([at, byte]) => {
      const bytes = Uint8Array.from(unpacked(pax));
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(any, almost), (bytes) => {
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^readTar: .* (is|are) needed/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
