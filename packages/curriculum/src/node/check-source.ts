import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** Larger than any solution that a person writes, and the most that the hub reads. */
const mostBytes = 2 ** 20;

/** The text of a learner's file as it is, or in one sentence why it cannot be checked. Never throws, never waits. */
export type OwnSource = { text: string; problem?: undefined } | { text?: undefined; problem: string };

export function readOwnSource(file: string): OwnSource {
  const cannot = (why: string): OwnSource => ({
    problem: `${file} cannot be read: ${why}; a file with your solution is needed there`,
  });
  let descriptor: number | undefined;
  try {
    // Without waiting for a writer where a named pipe stands in the file's place.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return cannot("it is a folder");
    if (!stat.isFile()) return cannot("it is no file");
    if (stat.size > mostBytes)
      return cannot(
        `it has ${(stat.size / 2 ** 20).toFixed(1)} MB, and a solution has at most ${mostBytes / 2 ** 20} MB`,
      );
    const bytes = readFileSync(descriptor);
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
      return cannot("it is UTF-16; save it as UTF-8");
    return { text: bytes.toString("utf8") };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = {
      ENOENT: "it is not there",
      EISDIR: "it is a folder",
      EACCES: "you have no permission to read it",
      EPERM: "you have no permission to read it",
      ELOOP: "it is a link that leads back to itself",
    }[code ?? ""];
    return cannot(why ?? message);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Without the mark that some editors put at the start of a file. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
