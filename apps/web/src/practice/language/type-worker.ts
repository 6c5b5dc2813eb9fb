import { version } from "typescript/package.json";
import type { Ask, TypeFiles } from "./protocol.ts";
import { TypeAnswers } from "./type-answers.ts";

/** The worker of the editor's types. It loads TypeScript and the declarations when the first file is opened. */
const answers = new TypeAnswers({
  async compiler(base) {
    const module = (await import(/* @vite-ignore */ `${base}typescript.js?v=${version}`)) as {
      default: typeof import("typescript");
    };
    return module.default;
  },
  async types(base, name) {
    const response = await fetch(`${base}${name}.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`types: this site does not have ${name}.json (${response.status})`);
    return (await response.json()) as TypeFiles;
  },
});

addEventListener("message", async ({ data }: MessageEvent<Ask>) => postMessage(await answers.answer(data)));
