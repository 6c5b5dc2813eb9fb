import { type AsideLine, type ProgressEvent, parseProgress } from "@blankfile/curriculum";

/** What a file holds: events, and lines that are none of this version. */
export interface ReadImport {
  events: ProgressEvent[];
  aside: AsideLine[];
}

/** Lines at a time: the page stays alive between them. */
const most = 5000;

/**
 * Reads a file that the reader chose. Damaged lines and those of another version are set aside. Throws a RangeError that says what
 * was given and what is needed where nothing in it is an event: then it is another file.
 */
export async function readImport(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  tell: (read: number, of: number) => void = () => {},
): Promise<ReadImport> {
  const binary = binaryKind(bytes);
  if (binary !== undefined) throw foreign(name, `${binary} of ${size(bytes.length)}`);
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") throw foreign(name, `an empty file (${size(bytes.length)})`);

  const lines = text.split("\n");
  const events: ProgressEvent[] = [];
  const aside: AsideLine[] = [];
  for (let start = 0; start < lines.length; start += most) {
    const part = parseProgress(lines.slice(start, start + most).join("\n"));
    for (const event of part.events) events.push(event);
    for (const line of part.aside) aside.push({ ...line, line: line.line + start });
    tell(Math.min(start + most, lines.length), lines.length);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (events.length === 0 && !aside.some(({ event }) => event)) throw foreign(name, textKind(text));
  return { events, aside };
}

/** What was read, what was new, what was set aside, in sentences. */
export function importedText(name: string, { events, aside }: ReadImport, added: number): string {
  const later = aside.filter(({ event }) => event).length;
  const damaged = aside.length - later;
  return [
    `${name}: ${number(events.length)} ${events.length === 1 ? "event" : "events"} read, ${number(added)} of them new.`,
    later > 0 &&
      ` ${later} of another version of Blankfile ${later === 1 ? "is" : "are"} kept and exported again, and counted when this version knows them.`,
    damaged > 0 && ` ${damaged} damaged ${damaged === 1 ? "line" : "lines"} set aside, shown below.`,
    damaged > 0 &&
      aside.at(-1)!.event === undefined &&
      " If the last one is cut off, so was the file: export it again where it comes from.",
  ]
    .filter(Boolean)
    .join("");
}

function number(value: number): string {
  return value.toLocaleString("en");
}

function foreign(name: string, given: string): RangeError {
  return new RangeError(
    `${name}: given ${given}, and the file that "Export" writes is needed (progress.jsonl: one event a line, with id, at and kind); nothing was changed`,
  );
}

const signatures: [kind: string, start: number[]][] = [
  ["a PNG picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG picture", [0xff, 0xd8, 0xff]],
  ["a GIF picture", [0x47, 0x49, 0x46, 0x38]],
  ["a PDF document", [0x25, 0x50, 0x44, 0x46]],
  ["a ZIP archive", [0x50, 0x4b, 0x03, 0x04]],
  ["a gzip archive", [0x1f, 0x8b]],
  ["a text in UTF-16 (UTF-8 is needed)", [0xff, 0xfe]],
  ["a text in UTF-16 (UTF-8 is needed)", [0xfe, 0xff]],
];

function binaryKind(bytes: Uint8Array): string | undefined {
  const known = signatures.find(([, start]) => start.every((byte, i) => bytes[i] === byte));
  if (known) return known[0];
  return bytes.subarray(0, 4096).includes(0) ? "a binary file" : undefined;
}

function textKind(text: string): string {
  const first = cut(text.trim().split("\n")[0]!.trim());
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const columns = (line: string) => line.split(/[,;\t]/).length;
    const [head = "", next = ""] = text.trim().split("\n");
    const table = columns(head) > 1 && columns(head) === columns(next) && !head.startsWith("{");
    return `${table ? "a table" : "a text"} whose first line is ${first}`;
  }
  if (Array.isArray(value)) return `a JSON list of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `JSON that is no event, an object with ${cut(Object.keys(value).join(", ")) || "nothing in it"}`;
  return `JSON that is no event, ${first}`;
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function size(bytes: number): string {
  return bytes < 10_000 ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}` : `${Math.round(bytes / 1000)} kB`;
}
