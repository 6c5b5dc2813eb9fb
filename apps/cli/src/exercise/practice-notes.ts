import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What the command line knows of the work on an exercise besides its attempts; times are milliseconds since 1970. */
export interface Note {
  hintsSeen: number;
  solutionSeen: boolean;
  /** When the starter was last written again, to do the exercise from blank. */
  blankSince?: number;
  /** When the clock of a gauntlet began to run. */
  startedAt?: number;
}

interface Notes {
  exercises: Record<string, Note>;
}

/** `.blankfile/practice.json` of the workspace. */
function notesFile(workspace: string): string {
  return path.join(workspace, ".blankfile", "practice.json");
}

/** Throws an Error where the file is there and damaged: what it says is not guessed. */
export function noteOf(workspace: string, slug: string): Note {
  return readNotes(workspace).exercises[slug] ?? { hintsSeen: 0, solutionSeen: false };
}

/** Replaces the note of an exercise; on disk when this returns, whole or not at all. */
export function writeNote(workspace: string, slug: string, note: Note): void {
  const { exercises } = readNotes(workspace);
  const file = notesFile(workspace);
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  const notes: Notes = { exercises: { ...exercises, [slug]: note } };
  writeFileSync(draft, `${JSON.stringify(notes, null, 2)}\n`, { flush: true });
  renameSync(draft, file);
}

function readNotes(workspace: string): Notes {
  const file = notesFile(workspace);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { exercises: {} };
    throw error;
  }
  try {
    const notes = JSON.parse(text) as Notes;
    if (Object.values(notes.exercises).every(isNote)) return notes;
  } catch {
    // Told below.
  }
  throw new Error(
    `${file} is damaged; mend it, or delete it: then hints and solutions that were opened count as not seen`,
  );
}

function isNote(value: unknown): value is Note {
  if (typeof value !== "object" || value === null) return false;
  const { hintsSeen, solutionSeen, blankSince, startedAt } = value as Record<string, unknown>;
  const time = (given: unknown) => given === undefined || typeof given === "number";
  return (
    typeof hintsSeen === "number" && typeof solutionSeen === "boolean" && time(blankSince) && time(startedAt)
  );
}
