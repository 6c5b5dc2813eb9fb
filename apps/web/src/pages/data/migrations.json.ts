import { content } from "../../content/load.ts";

export function GET(): Response {
  return new Response(JSON.stringify(content().migrations), {
    headers: { "content-type": "application/json" },
  });
}
