import { workerScript } from "../../sandbox/bundle.ts";

export async function GET(): Promise<Response> {
  return new Response(await workerScript(), { headers: { "content-type": "text/javascript" } });
}
