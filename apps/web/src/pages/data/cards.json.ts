import { cardsFile } from "../../content/cards-file.ts";

export async function GET(): Promise<Response> {
  return new Response(JSON.stringify(await cardsFile()), { headers: { "content-type": "application/json" } });
}
