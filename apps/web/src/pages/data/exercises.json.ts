import { buildPracticeIndex } from "../../practice/build-practice-index.ts";

export async function GET(): Promise<Response> {
  return new Response(JSON.stringify(await buildPracticeIndex()), {
    headers: { "content-type": "application/json" },
  });
}
