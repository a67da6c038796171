export type Finish = { id: string; name: string; shade: string; body: string };

export type LampShape = "mushroom" | "globe" | "arc" | "saucer" | "task" | "moon" | "totem" | "lantern";

export type Category = "table" | "floor" | "pendant" | "wall";

export type Product = {
  slug: string;
  name: string;
  kind: string;
  category: Category;
  shape: LampShape;
  priceCents: number;
  badge?: "New" | "Last few";
  /** Background of the product's tile. */
  tile: string;
  finishes: [Finish, ...Finish[]];
  story: string;
  facts: { label: string; value: string }[];
};

const tomato: Finish = { id: "tomato", name: "Tomato", shade: "#f0512c", body: "#c93a1b" };
const butter: Finish = { id: "butter", name: "Butter", shade: "#f9c846", body: "#dfa41d" };
const ink: Finish = { id: "ink", name: "Ink", shade: "#33245c", body: "#1d1238" };
const sage: Finish = { id: "sage", name: "Sage", shade: "#7fae8d", body: "#568565" };
const lilac: Finish = { id: "lilac", name: "Lilac", shade: "#a98df2", body: "#7c5bd6" };
const sky: Finish = { id: "sky", name: "Sky", shade: "#63a8e5", body: "#3c7fbd" };
const chalk: Finish = { id: "chalk", name: "Chalk", shade: "#fdf8ee", body: "#dfd5c3" };
const rose: Finish = { id: "rose", name: "Rose", shade: "#f2879c", body: "#cf5a74" };

export const products: Product[] = [
  {
    slug: "porcini",
    name: "Porcini",
    kind: "Table lamp",
    category: "table",
    shape: "mushroom",
    priceCents: 12900,
    badge: "New",
    tile: "#d9ccff",
    finishes: [tomato, butter, ink, sage],
    story: "A round cap on a short stem. It dims when you pat it, and it has never once been in a hurry.",
    facts: [
      { label: "Size", value: "28 × 24 cm" },
      { label: "Light", value: "Warm, 420 lm" },
      { label: "Made of", value: "Spun steel" },
    ],
  },
  {
    slug: "heron",
    name: "Heron",
    kind: "Floor lamp",
    category: "floor",
    shape: "arc",
    priceCents: 34900,
    tile: "#ffd9a0",
    finishes: [ink, chalk, sage],
    story: "Stands on one leg behind your armchair and reads over your shoulder. Never turns the page for you.",
    facts: [
      { label: "Size", value: "112 × 180 cm" },
      { label: "Light", value: "Warm, 800 lm" },
      { label: "Made of", value: "Bent steel, marble" },
    ],
  },
  {
    slug: "saucer",
    name: "Saucer",
    kind: "Pendant",
    category: "pendant",
    shape: "saucer",
    priceCents: 18900,
    tile: "#bfe3d0",
    finishes: [butter, tomato, sky, chalk],
    story: "Hovers over the table and makes everybody at it look well rested. Comes in peace.",
    facts: [
      { label: "Size", value: "46 × 18 cm" },
      { label: "Light", value: "Warm, 650 lm" },
      { label: "Made of", value: "Spun aluminium" },
    ],
  },
  {
    slug: "elbow",
    name: "Elbow",
    kind: "Desk lamp",
    category: "table",
    shape: "task",
    priceCents: 15900,
    tile: "#ffc9bd",
    finishes: [sky, ink, butter],
    story: "Two joints, no opinions. Bends wherever the work is, and stays there until you change your mind.",
    facts: [
      { label: "Size", value: "40 × 52 cm" },
      { label: "Light", value: "Neutral, 500 lm" },
      { label: "Made of", value: "Aluminium, ash" },
    ],
  },
  {
    slug: "marble",
    name: "Big Marble",
    kind: "Table lamp",
    category: "table",
    shape: "globe",
    priceCents: 9900,
    badge: "Last few",
    tile: "#c5def5",
    finishes: [rose, lilac, chalk],
    story: "One glass ball on one small foot. Proof that some ideas do not need a second one.",
    facts: [
      { label: "Size", value: "22 × 26 cm" },
      { label: "Light", value: "Warm, 350 lm" },
      { label: "Made of", value: "Blown glass" },
    ],
  },
  {
    slug: "half-moon",
    name: "Half Moon",
    kind: "Wall lamp",
    category: "wall",
    shape: "moon",
    priceCents: 11900,
    tile: "#f3e08c",
    finishes: [lilac, chalk, tomato],
    story: "Washes the wall with light and asks for nothing back, apart from two screws.",
    facts: [
      { label: "Size", value: "26 × 26 cm" },
      { label: "Light", value: "Warm, 300 lm" },
      { label: "Made of", value: "Powder-coated steel" },
    ],
  },
  {
    slug: "totem",
    name: "Totem",
    kind: "Table lamp",
    category: "table",
    shape: "totem",
    priceCents: 16900,
    tile: "#cfe0b4",
    finishes: [rose, sky, butter],
    story: "Four shapes that met at a party and decided to stay on top of each other.",
    facts: [
      { label: "Size", value: "24 × 44 cm" },
      { label: "Light", value: "Warm, 480 lm" },
      { label: "Made of", value: "Turned beech, linen" },
    ],
  },
  {
    slug: "plum",
    name: "Paper Plum",
    kind: "Pendant",
    category: "pendant",
    shape: "lantern",
    priceCents: 7900,
    tile: "#f6c6da",
    finishes: [chalk, butter, rose],
    story: "Weighs as much as a good letter. Folds flat, travels well, glows like a Sunday.",
    facts: [
      { label: "Size", value: "40 × 38 cm" },
      { label: "Light", value: "Warm, 400 lm" },
      { label: "Made of", value: "Mulberry paper" },
    ],
  },
];

export function findProduct(slug: string | undefined): Product | undefined {
  return products.find((product) => product.slug === slug);
}
