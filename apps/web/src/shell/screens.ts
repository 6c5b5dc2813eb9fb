/** The screens that the top bar and the `g` keys lead to. */
export const screens = [
  { id: "map", name: "Map", path: "/", key: "m" },
  { id: "topics", name: "Topics", path: "/topics/", key: "t" },
  { id: "tracks", name: "Tracks", path: "/tracks/", key: "k" },
  { id: "practice", name: "Practice", path: "/practice/", key: "p" },
  { id: "labs", name: "Labs", path: "/labs/", key: "l" },
  { id: "runs", name: "Runs", path: "/runs/", key: "r" },
  { id: "progress", name: "Progress", path: "/progress/", key: "e" },
] as const;

export type Screen = (typeof screens)[number]["id"];

/** Where the `g` keys lead: the screens, and three that the top bar has no room for. */
export const places: readonly { name: string; path: string; key: string }[] = [
  ...screens,
  { name: "Find my gaps", path: "/gaps/", key: "f" },
  { name: "Review", path: "/review/", key: "v" },
  { name: "Projects", path: "/projects/", key: "j" },
];
