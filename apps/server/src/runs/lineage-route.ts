import { type Lineage, lineageIn } from "@blankfile/tracking";
import type { FastifyInstance } from "fastify";
import { HttpError } from "../http-error.ts";
import type { RunIndex } from "./run-index.ts";

/** `GET /api/artifacts/:hash`: the runs that made these bytes, and those that worked with them. Answered from the index. */
export function lineageRoute(app: FastifyInstance, index: () => RunIndex | undefined): void {
  app.get<{ Params: { hash: string } }>("/api/artifacts/:hash", async (request): Promise<Lineage> => {
    const { hash } = request.params;
    if (!/^[0-9a-f]{64}$/.test(hash))
      throw new HttpError(
        404,
        `artifact: given ${JSON.stringify(hash.slice(0, 80))}, needed a SHA-256 in hex`,
      );
    return lineageIn((await index()?.runsNaming(hash)) ?? [], hash);
  });
}
