/** What stands where on the map: an order, no pixels. The geometry belongs to whoever draws it. */
export interface MapOrder {
  version: 1;
  /** From the bottom band to the top one. */
  layers: LayerOrder[];
}

interface LayerOrder {
  id: string;
  /** From left to right. */
  modules: ModuleOrder[];
}

interface ModuleOrder {
  id: string;
  /** Slugs; the first one stands at the lower left, rows fill to the right and then upwards. */
  topics: string[];
}

/** What the layout needs to know of a topic; a `Topic` of the curriculum is one. */
export interface PlacedTopic {
  slug: string;
  layer: string;
  module: string;
  requires: { id: string }[];
  recommends: { id: string }[];
}
