import { frameDocument } from "../../sandbox/bundle.ts";

export async function GET(): Promise<Response> {
  return new Response(await frameDocument(), { headers: { "content-type": "text/html" } });
}
