import { labBundle } from "../../lab/lab-bundle.ts";
import { labList } from "../../lab/lab-list.ts";

export function getStaticPaths() {
  return labList().map(({ slug }) => ({ params: { slug } }));
}

/** The lab's code as one module without imports: what "download as code" begins with. */
export async function GET({ params }: { params: { slug: string } }): Promise<Response> {
  return new Response(await labBundle(params.slug), { headers: { "content-type": "text/javascript" } });
}
