import { labWorkerScript } from "../../sandbox/bundle.ts";

export async function GET(): Promise<Response> {
  return new Response(await labWorkerScript(), { headers: { "content-type": "text/javascript" } });
}
