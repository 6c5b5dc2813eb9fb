import { atlasFile } from "../../content/atlas-file.ts";

export function GET(): Response {
  return new Response(JSON.stringify(atlasFile()), { headers: { "content-type": "application/json" } });
}
