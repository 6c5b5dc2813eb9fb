import { labList } from "../../lab/lab-list.ts";
import { buildSwaps } from "../../swap/build-swaps.ts";

export async function getStaticPaths() {
  const labs = await Promise.all(
    labList().map(async ({ slug }) => ({ slug, swaps: await buildSwaps(slug) })),
  );
  return labs
    .filter(({ swaps }) => swaps.exercises.length > 0)
    .map(({ slug, swaps }) => ({ params: { slug }, props: { swaps } }));
}

export function GET({ props }: { props: { swaps: object } }): Response {
  return new Response(JSON.stringify(props.swaps), { headers: { "content-type": "application/json" } });
}
