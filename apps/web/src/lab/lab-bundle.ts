import { build } from "esbuild";
import { webFolder } from "../sandbox/bundle.ts";

/** The lab and the session that steps it as one readable module without imports (Node, at build time). */
export async function labBundle(slug: string): Promise<string> {
  const folder = webFolder();
  const contents = `
    export { lab } from "../../content/labs/${slug}/lab.ts";
    export { LabSession } from "./src/lab/lab-session.ts";
  `;
  const result = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    logLevel: "silent",
  });
  return result.outputFiles[0]!.text;
}
