import { z } from "zod";
import { successors } from "./migrate-events.ts";
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
