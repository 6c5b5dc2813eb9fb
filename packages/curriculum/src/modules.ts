import { z } from "zod";
import { layerId } from "./topic.ts";

const layer = z.strictObject({
  id: layerId,
  /** As the map writes it: "Learning Theory". */
  name: z.string().min(1),
});

const module = z.strictObject({
  /** What `module:` of a topic names. */
  id: z.string().regex(/^[a-z0-9]+$/, "a module's id is one lower-case word"),
  title: z.string().min(1),
  /** The field that the module belongs to; several modules share one. */
  area: z.string().min(1),
  layer: layerId,
});

/** `content/modules.yaml`: the map's layers, and the modules in the order in which pages list them. */
export const modulesSchema = z
  .strictObject({ layers: z.array(layer).min(1), modules: z.array(module).min(1) })
  .superRefine(({ layers, modules }, context) => {
    for (const [field, list] of [
      ["layers", layers],
      ["modules", modules],
    ] as const) {
      const seen = new Set<string>();
      list.forEach(({ id }, i) => {
        if (seen.has(id))
          context.addIssue({ code: "custom", path: [field, i, "id"], message: `${id} stands twice` });
        seen.add(id);
      });
    }
  });

export type Layer = z.infer<typeof layer>;
export type Module = z.infer<typeof module>;
