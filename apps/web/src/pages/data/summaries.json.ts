import { summaries } from "../../content/atlas-file.ts";

export function GET(): Response {
  return new Response(JSON.stringify(summaries()), { headers: { "content-type": "application/json" } });
}
