import { z } from "zod";

/** "doi:…", "arxiv:…", "isbn:…", or an address. */
const identifier = z
  .string()
  .regex(
    /^(doi:10\.\S+\/\S+|arxiv:(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?|isbn:[\dX-]{10,17}|https:\/\/\S+)$/,
    'one of "doi:10.…/…", "arxiv:1706.03762", "isbn:978-…", "https://…" is needed',
  );

const works = ["article", "book", "code", "course", "lecture", "thesis", "video", "web"] as const;
const places = ["blog", "community", "competition", "newsletter", "person", "tool", "venue"] as const;

const reference = z
  .strictObject({
    title: z.string().min(1),
    /** Of a work. */
    authors: z.array(z.string().min(1)).min(1).optional(),
    /** Of a work; people and places go on. */
    year: z.number().int().min(1600).max(2200).optional(),
    kind: z.enum([...works, ...places]),
    identifier,
    /** What it is good for, in a sentence; of a person or place always. */
    note: z.string().min(1).optional(),
  })
  .superRefine(({ kind, authors, year, note }, context) => {
    const needed: Record<string, unknown> = isWork(kind) ? { authors, year } : { note };
    for (const [field, value] of Object.entries(needed))
      if (value === undefined)
        context.addIssue({ code: "custom", path: [field], message: `is missing; ${article(kind)} needs it` });
  });

/**
 * `content/references.yaml`: the sources that topics and tracks name, by key: of a work the first author's family name, the year, a word of the title; of a
 * person or place its name.
 */
export const referencesSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/, "a key is lower-case letters, digits and hyphens"),
  reference,
);

export type Reference = z.infer<typeof reference>;

/** Whether a kind is something to read, watch or run; else it is somebody to follow, or a place. */
export function isWork(kind: (typeof works)[number] | (typeof places)[number]): boolean {
  return (works as readonly string[]).includes(kind);
}

function article(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
}
