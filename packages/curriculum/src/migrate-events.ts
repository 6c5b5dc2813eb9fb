import { orderOf } from "./event-order.ts";
import type { ProgressEvent } from "./evidence.ts";
import type { Migration } from "./migrations.ts";

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
  if (migrations.length === 0) return { events: [...events], aside };
  const gone = new Set(migrations.flatMap((one) => (one.kind === "removed" ? one.slug : one.from)));
  for (const event of withoutWithdrawn(events, migrations)) {
    if (!slugsOf(event).some((slug) => gone.has(slug))) {
      kept.push(event);
    } else if (event.kind === "check" || event.kind === "placement") {
      const topics = successors(event.topics, migrations);
      if (topics.length === 0 && event.topics.length > 0) aside.push(event);
      else kept.push({ ...event, topics });
    } else if (event.kind === "plan") {
      kept.push({ ...event, destinations: successors(event.destinations, migrations) });
    } else if ("topic" in event) {
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

/** The topics that an event names. */
export function slugsOf(event: ProgressEvent): readonly string[] {
  if ("topic" in event) return [event.topic];
  if ("topics" in event) return event.topics;
  return event.kind === "plan" ? event.destinations : [];
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
      withdrawn.set(event.topic, Math.max(orderOf(event), withdrawn.get(event.topic) ?? orderOf(event)));
  }
  return events.filter((event) => {
    if (event.kind !== "claim" && event.kind !== "unclaim") return true;
    const until = withdrawn.get(event.topic);
    return until === undefined || (event.kind === "claim" && orderOf(event) > until);
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
