import type { AstroIntegration } from "astro";

/** In development: a changed file of the content is read again, and open pages reload. */
export function watchContent(folder: string): AstroIntegration {
  return {
    name: "blankfile-watch-content",
    hooks: {
      "astro:server:setup": ({ server }) => {
        server.watcher.add(folder);
        server.watcher.on("all", (_event, file) => {
          if (!file.startsWith(folder)) return;
          for (const { moduleGraph, hot } of Object.values(server.environments)) {
            for (const [id, module] of moduleGraph.idToModuleMap)
              if (/\/src\/(content|pages|topic|practice)\//.test(id)) moduleGraph.invalidateModule(module);
            hot.send({ type: "full-reload" });
          }
        });
      },
    },
  };
}
