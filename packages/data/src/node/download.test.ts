import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DataFile } from "./data-file.ts";
import type { DataProblem } from "./data-problem.ts";
import { type DownloadOptions, download } from "./download.ts";
import {
  cutNow,
  type FileAnswer,
  file,
  serve,
  serveOn,
  status,
  writeThenCut,
} from "./file-server.fixture.ts";

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "blankfile-download-"));
  target = path.join(folder, "set", "numbers.bin");
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = Uint8Array.from({ length: 1000 }, (_, i) => (i * 31 + (i >> 3)) % 256);
const sha256 = createHash("sha256").update(content).digest("hex");
const from = (...urls: string[]): DataFile => ({
  path: "set/numbers.bin",
  urls,
  checksum: { sha256 },
  page: "https://example.org/numbers",
});
const get = (data: DataFile, options: DownloadOptions = {}) =>
  download(data, target, { pause: 1, onProgress: () => setTimeout(cutNow), ...options });
const problem = async (work: Promise<unknown>) => {
  const error = (await work.then(
    () => undefined,
    (e: unknown) => e,
  )) as DataProblem;
  return { code: error.code, message: error.message };
};
const withoutUndefined = (answer: { [K in keyof FileAnswer]: FileAnswer[K] | undefined }): FileAnswer =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
const left = () => readdirSync(path.dirname(target));

describe("download", () => {
  it("brings the file to its place, and says how far it is", async () => {
    await using server = await serve(file(content));
    const seen: [number, number | undefined][] = [];
    const payload = await get(from(server.url), { onProgress: (p) => seen.push([p.received, p.total]) });
    expect([...payload]).toEqual([...content]);
    expect([...readFileSync(target)]).toEqual([...content]);
    expect(seen.at(-1)).toEqual([1000, 1000]);
    expect(left()).toEqual(["numbers.bin"]);
  });

  it("keeps a packed file packed, and checks what is inside", async () => {
    const packed = gzipSync(content);
    await using server = await serve(file(packed));
    expect([...(await get(from(server.url)))]).toEqual([...content]);
    expect([...readFileSync(target)]).toEqual([...packed]);
  });

  it("goes on where the connection was cut, again and again", async () => {
    await using server = await serve(file(content, { cutAfter: 300, etag: '"v1"' }));
    expect([...(await get(from(server.url)))]).toEqual([...content]);
    expect(server.requests.map((headers) => headers.range)).toEqual([
      undefined,
      "bytes=300-",
      "bytes=600-",
      "bytes=900-",
    ]);
    expect(server.requests[1]!["if-range"]).toBe('"v1"');
  });

  it("keeps what has come when it gives up, and the next one goes on from there", async () => {
    const cut = await serve(file(content, { cutAfter: 400 }));
    const failed = await problem(get(from(cut.url), { attempts: 1 }));
    expect(failed.code).toBe("interrupted");
    expect(failed.message).toMatch(/broke off at byte 400 .*400 bytes are kept/);
    expect(left()).toEqual(["numbers.bin.part"]);
    await cut[Symbol.asyncDispose]();
    await using whole = await serveOn(Number(new URL(cut.url).port), file(content));
    await get(from(whole.url));
    expect(whole.requests.map((headers) => headers.range)).toEqual(["bytes=400-"]);
    expect(left()).toEqual(["numbers.bin"]);
  });

  it("starts anew where the server has another version by now", async () => {
    const old = content.map((b) => b ^ 1);
    await using server = await serve(
      file(old, { cutAfter: 400, etag: '"old"' }),
      file(content, { etag: '"new"' }),
    );
    expect([...(await get(from(server.url)))]).toEqual([...content]);
  });

  it("starts anew where the server ignores Range", async () => {
    await using server = await serve(file(content, { cutAfter: 400 }), file(content, { ignoreRange: true }));
    expect([...(await get(from(server.url)))]).toEqual([...content]);
    expect(server.requests[1]!.range).toBe("bytes=400-");
  });

  it("starts anew where the part that comes is not the one asked for", async () => {
    await using server = await serve(
      file(content, { cutAfter: 400 }),
      (_, response) => {
        response.writeHead(206, { "content-range": "bytes 0-9/1000", "content-length": 10 });
        response.end(content.subarray(0, 10));
      },
      file(content),
    );
    expect([...(await get(from(server.url)))]).toEqual([...content]);
  });

  it("is content with 416 where all bytes are there already", async () => {
    const cutAtTheEnd = (_: unknown, response: ServerResponse) => {
      response.writeHead(200, { "content-length": 1001 });
      writeThenCut(response, content);
    };
    await using server = await serve(cutAtTheEnd, file(content));
    expect([...(await get(from(server.url)))]).toEqual([...content]);
    expect(server.requests[1]!.range).toBe("bytes=1000-");
  });

  it("fetches once more from the first byte where two halves make no right file", async () => {
    const old = content.map((b) => b ^ 1);
    await using server = await serve(
      file(old, { cutAfter: 400 }),
      file(content, { cutAfter: 0 }),
      file(content),
    );
    await problem(get(from(server.url), { attempts: 2 }));
    expect([...(await get(from(server.url)))]).toEqual([...content]);
  });

  it("ends with the right file whatever the server does on the way", async () => {
    const answer = fc.record({
      cutAfter: fc.option(fc.nat(1100), { nil: undefined }),
      etag: fc.option(fc.constantFrom('"a"', '"b"', 'W/"weak"'), { nil: undefined }),
      ignoreRange: fc.boolean(),
    });
    const trouble = fc.oneof(fc.constantFrom(500, 429), answer);
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { maxLength: 5 }), async (troubles) => {
        rmSync(path.dirname(target), { recursive: true, force: true });
        const answers = troubles.map((each) =>
          typeof each === "number" ? status(each) : file(content, withoutUndefined(each)),
        );
        await using server = await serve(...answers, file(content));
        expect(Buffer.compare(await get(from(server.url), { attempts: 7 }), content)).toBe(0);
        expect(left()).toEqual(["numbers.bin"]);
      }),
      { numRuns: 40 },
    );
  });

  it("takes the next address where one has no such file or another file", async () => {
    await using missing = await serve(status(404));
    await using other = await serve(file(content.subarray(1)));
    await using right = await serve(file(content));
    expect((await get(from(missing.url, other.url, right.url))).length).toBe(1000);
    expect(missing.requests.length).toBe(1);
  });

  it("tries a server again that has trouble", async () => {
    await using server = await serve(status(503), status(429), file(content));
    expect((await get(from(server.url))).length).toBe(1000);
  });

  it("gives up a connection that says nothing", async () => {
    await using server = await serve(file(content, { silentAfter: 10 }));
    const { code, message } = await problem(get(from(server.url), { timeout: 1000, attempts: 1 }));
    expect(code).toBe("interrupted");
    expect(message).toMatch(/broke off at byte 10 \(no byte for 1000 ms\)/);
  });

  it("stops at once when told to, and keeps what has come", async () => {
    await using server = await serve(file(content, { silentAfter: 10 }));
    const stop = new AbortController();
    const work = get(from(server.url), {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(work).rejects.toThrow("enough");
    expect(left()).toEqual(["numbers.bin.part"]);
  });

  it("lets an error of the caller's through as it is", async () => {
    await using server = await serve(file(content));
    const work = get(from(server.url), {
      onProgress: () => {
        throw new Error("no bar");
      },
    });
    await expect(work).rejects.toThrow("no bar");
  });
});

describe("a wrong file", () => {
  it("is named with the checksum expected and found, and nothing of it is kept", async () => {
    const wrong = content.map((b) => b ^ 1);
    await using server = await serve(file(wrong));
    const { code, message } = await problem(get(from(server.url)));
    const found = createHash("sha256").update(wrong).digest("hex");
    expect(code).toBe("checksum");
    expect(message).toContain(`set/numbers.bin from ${server.url} (1000 bytes)`);
    expect(message).toContain(`is ${found}, ${sha256} is needed`);
    expect(left()).toEqual([]);
  });

  it("that is shorter than announced is tried again, and told when it stays so", async () => {
    await using server = await serve((_, response) => {
      response.writeHead(200, { "content-length": 2000 });
      writeThenCut(response, content);
    });
    const { code, message } = await problem(get(from(server.url), { attempts: 2 }));
    expect([code, /at byte 1000/.test(message)]).toEqual(["interrupted", true]);
  });

  it("that is longer than announced ends where the server said, and fails its check", async () => {
    await using server = await serve((request, response) => {
      request.socket.write("HTTP/1.1 200 OK\r\ncontent-length: 900\r\nconnection: close\r\n\r\n");
      request.socket.end(content);
      response.detachSocket(request.socket);
    });
    const { code } = await problem(get(from(server.url), { attempts: 1 }));
    expect(code).toBe("checksum");
    expect(existsSync(target)).toBe(false);
  });

  it("that is gzip cut off is told as that", async () => {
    const packed = gzipSync(content);
    await using server = await serve(file(packed.subarray(0, packed.length - 20)));
    const { code, message } = await problem(get(from(server.url)));
    expect([code, /ends before its gzip does/.test(message)]).toEqual(["damaged", true]);
  });

  it("from every address is told for each", async () => {
    await using missing = await serve(status(404));
    await using other = await serve(file(content.subarray(1)));
    const { code, message } = await problem(get(from(missing.url, other.url)));
    expect(code).toBe("checksum");
    expect(message).toMatch(/none of 2 addresses:\n.*answers 404.*\n.*\(999 bytes\)/);
  });

  it("and a server that is not there is told as unreachable, without further tries", async () => {
    const gone = await serve(status(404));
    await gone[Symbol.asyncDispose]();
    const { code, message } = await problem(get(from(gone.url)));
    expect([code, /cannot be reached \(ECONNREFUSED\)/.test(message)]).toEqual(["unreachable", true]);
  });
});
