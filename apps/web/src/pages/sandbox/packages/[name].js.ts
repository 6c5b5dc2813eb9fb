import { labList } from "../../../lab/lab-list.ts";
import { cardPackages } from "../../../review/build-cards.ts";
import { buildSwaps, packageText } from "../../../swap/build-swaps.ts";

export async function getStaticPaths() {
  const labs = await Promise.all(labList().map(({ slug }) => buildSwaps(slug)));
  const used = labs.flatMap(({ exercises, packages }) => (exercises.length > 0 ? packages : []));
  return [...new Set([...used, ...(await cardPackages())])].map((name) => ({
    params: { name: name.replace("@blankfile/", "") },
  }));
}

/** A package of ours as CommonJS text, for labs that run on a learner's code and for cards that run. */
export async function GET({ params }: { params: { name: string } }): Promise<Response> {
  return new Response(await packageText(`@blankfile/${params.name}`), {
    headers: { "content-type": "text/javascript" },
  });
}
