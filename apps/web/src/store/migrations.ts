import type { Migration } from "@blankfile/curriculum";
import { signal } from "@preact/signals";
import { href } from "../shell/href.ts";

/** What became of slugs that are gone, as the site that is being read knows it; empty until it is loaded. */
export const migrations = signal<readonly Migration[]>([]);

/** Why they could not be loaded, in one sentence; undefined while all is well. */
export const migrationsProblem = signal<string | undefined>(undefined);

let asked: Promise<void> | undefined;

/** Fetches them once a page, and again when the reader is back online. Never rejects: without them progress is read under its old names. */
export function loadMigrations(): Promise<void> {
  asked ??= read().catch((error: unknown) => {
    asked = undefined;
    const why = error instanceof Error ? error.message : String(error);
    migrationsProblem.value = `data/migrations.json: could not be loaded (${why}), and evidence of topics that were renamed is shown under their old names until it is; load this page again when you are online`;
    addEventListener("online", () => void loadMigrations(), { once: true });
  });
  return asked;
}

async function read(): Promise<void> {
  const response = await fetch(href("/data/migrations.json"));
  if (!response.ok) throw new Error(`the host answered ${response.status}`);
  const list = (await response.json()) as Migration[];
  // None is what the page starts with: nothing has to be computed anew.
  if (list.length > 0) migrations.value = list;
  migrationsProblem.value = undefined;
}
