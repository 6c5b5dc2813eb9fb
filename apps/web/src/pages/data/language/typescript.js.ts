import { compilerScript } from "../../../practice/language/compiler-script.ts";

/** TypeScript, for the editor's worker. */
export async function GET(): Promise<Response> {
  return new Response(await compilerScript(), { headers: { "content-type": "text/javascript" } });
}
