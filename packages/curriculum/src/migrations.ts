import { z } from "zod";
import type { ProgressEvent } from "./evidence.ts";
import { slug } from "./topic.ts";

const date = z.iso.date();

const migration = z.discriminatedUnion("kind", [
  /** One topic under a new name. */
  z.strictObject({ kind: z.literal("renamed"), from: slug, to: slug, date }),
  /** Several topics became one. */
  z.strictObject({ kind: z.literal("merged"), from: z.array(slug).min(2), to: slug, date }),
  /** One topic became several; whoever knew it knows them all. */
  z.strictObject({ kind: z.literal("split"), from: slug, to: z.array(slug).min(2), date }),
  /** Gone, with nothing in its place. */
  z.strictObject({ kind: z.literal("removed"), slug, reason: z.string().min(1), date }),
]);

/** `content/migrations.yaml`: what became of slugs that are gone, oldest first. */
export const migrationsSchema = z.strictObject({ migrations: z.array(migration) });

export type Migration = z.infer<typeof migration>;

export interface Migrated {
  events: ProgressEvent[];
  /** Events of removed topics: kept, counted nowhere. */
  aside: ProgressEvent[];
}

/**
 * Progress in today's slugs. The log itself is never rewritten: it keeps the slugs of its time, and this is how it is
 * read. Migrations apply in their order, so a topic that was renamed and later split ends as its parts. A split event
 * keeps its id for the first part and gets `<id>/<slug>` for the others, so that a union by id still works. Claims that
 * were taken back under an old slug are left out first: else taking back one of two topics that were merged would take
 * back both.
 */
export function applyMigrations(
  events: readonly ProgressEvent[],
  migrations: readonly Migration[],
): Migrated {
  const kept: ProgressEvent[] = [];
  const aside: ProgressEvent[] = [];
  for (const event of withoutWithdrawn(events, migrations)) {
    if (event.kind === "check" || event.kind === "placement") {
      const topics = successors(event.topics, migrations);
      if (topics.length === 0 && event.topics.length > 0) aside.push(event);
      else kept.push({ ...event, topics });
    } else if (event.kind === "plan") {
      kept.push({ ...event, destinations: successors(event.destinations, migrations) });
    } else if (event.kind === "track" || event.kind === "slip" || event.kind === "done") {
      kept.push(event);
    } else {
      const topics = successors([event.topic], migrations);
      if (topics.length === 0) aside.push(event);
      topics.forEach((topic, i) => {
        kept.push({ ...event, topic, id: i === 0 ? event.id : `${event.id}/${topic}` });
      });
    }
  }
  return { events: kept, aside };
}

/** What slugs are called today, each once; none for removed ones. */
export function successors(slugs: readonly string[], migrations: readonly Migration[]): string[] {
  let now = [...slugs];
  for (const migration of migrations) now = now.flatMap((one) => step(one, migration));
  return [...new Set(now)];
}

/** For slugs that are gone: only the claims that still stood, and no withdrawals. */
function withoutWithdrawn(
  events: readonly ProgressEvent[],
  migrations: readonly Migration[],
): ProgressEvent[] {
  const withdrawn = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "unclaim") continue;
    const [today] = successors([event.topic], migrations);
    if (today !== event.topic)
      withdrawn.set(event.topic, Math.max(event.at, withdrawn.get(event.topic) ?? event.at));
  }
  return events.filter((event) => {
    if (event.kind !== "claim" && event.kind !== "unclaim") return true;
    const until = withdrawn.get(event.topic);
    return until === undefined || (event.kind === "claim" && event.at > until);
  });
}

function step(topic: string, migration: Migration): readonly string[] {
  switch (migration.kind) {
    case "renamed":
      return topic === migration.from ? [migration.to] : [topic];
    case "merged":
      return migration.from.includes(topic) ? [migration.to] : [topic];
    case "split":
      return topic === migration.from ? migration.to : [topic];
    case "removed":
      return topic === migration.slug ? [] : [topic];
  }
}

/** What is wrong with the list, given today's topics: a target that never comes to be, a source that still exists. */
export function migrationProblems(
  migrations: readonly Migration[],
  topics: ReadonlySet<string>,
): { index: number; field: string; message: string; hint: string }[] {
  return migrations.flatMap((migration, index) => {
    const field = migration.kind === "removed" ? "slug" : "from";
    const later = migrations.slice(index + 1);
    const gone = migration.kind === "removed" ? [migration.slug] : [migration.from].flat();
    const come = migration.kind === "removed" ? [] : [migration.to].flat();
    return [
      ...gone
        .filter((one) => topics.has(one) && !come.includes(one))
        .map((one) => ({
          index,
          field,
          message: `${one} is still a topic`,
          hint: "an old slug is never used again; its evidence would go elsewhere",
        })),
      ...come
        .filter((one) => !topics.has(one) && successors([one], later)[0] === one)
        .map((one) => ({
          index,
          field: "to",
          message: `there is no topic ${one}`,
          hint: "the slug that takes its place, or a later migration of it",
        })),
    ];
  });
}
