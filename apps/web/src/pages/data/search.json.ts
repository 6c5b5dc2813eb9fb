import { makeSearchFile } from "../../search/make-search-file.ts";

export async function GET(): Promise<Response> {
  return new Response(JSON.stringify(await makeSearchFile()), {
    headers: { "content-type": "application/json" },
  });
}
