export type Recipe = { slug: string; title: string; minutes: number; tags: string[]; steps: string[]; isVegan: boolean };

export const recipes: Recipe[] = [
  {
    slug: "leek-soup",
    title: "Leek soup",
    minutes: 35,
    tags: ["soup", "winter"],
    isVegan: true,
    steps: ["Wash and slice the leeks.", "Sweat them in oil for ten minutes.", "Add stock and simmer."],
  },
  {
    slug: "rye-pancakes",
    title: "Rye pancakes",
    minutes: 20,
    tags: ["breakfast"],
    isVegan: false,
    steps: ["Stir flour, milk and eggs.", "Rest for ten minutes.", "Bake in butter."],
  },
  {
    slug: "bean-salad",
    title: "Bean salad",
    minutes: 15,
    tags: ["summer", "quick"],
    isVegan: true,
    steps: ["Rinse the beans.", "Chop herbs and onions.", "Dress and wait a little."],
  },
];
