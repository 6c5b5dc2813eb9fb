import { z } from "zod";

const reference = z.strictObject({
  title: z.string().min(1),
  authors: z.array(z.string().min(1)).min(1),
  year: z.number().int().min(1600).max(2200),
  kind: z.enum(["article", "book", "code", "lecture", "thesis", "web"]),
  /** "doi:…", "arxiv:…", "isbn:…", or an address. */
  identifier: z
    .string()
    .regex(
      /^(doi:10\.\S+\/\S+|arxiv:(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?|isbn:[\dX-]{10,17}|https:\/\/\S+)$/,
      'one of "doi:10.…/…", "arxiv:1706.03762", "isbn:978-…", "https://…" is needed',
    ),
});

/** `content/references.yaml`: the sources that topics name, by key: first author's family name, year, a word of the title. */
export const referencesSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/, "a key is lower-case letters, digits and hyphens"),
  reference,
);

export type Reference = z.infer<typeof reference>;
