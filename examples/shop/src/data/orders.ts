export type OrderStatus = "On its way" | "Delivered" | "Being made";

export type Order = {
  number: string;
  placedOn: string;
  status: OrderStatus;
  /** How many of the four steps of its journey are done. */
  stepsDone: 1 | 2 | 3 | 4;
  lines: { slug: string; finishId: string; quantity: number }[];
  totalCents: number;
};

export const journey = ["Ordered", "Made", "Shipped", "Delivered"] as const;

export const orders: Order[] = [
  {
    number: "OL-2094",
    placedOn: "12 March",
    status: "On its way",
    stepsDone: 3,
    lines: [
      { slug: "saucer", finishId: "sky", quantity: 2 },
      { slug: "marble", finishId: "lilac", quantity: 1 },
    ],
    totalCents: 47700,
  },
  {
    number: "OL-2071",
    placedOn: "2 March",
    status: "Being made",
    stepsDone: 1,
    lines: [{ slug: "heron", finishId: "ink", quantity: 1 }],
    totalCents: 34900,
  },
  {
    number: "OL-1988",
    placedOn: "18 January",
    status: "Delivered",
    stepsDone: 4,
    lines: [
      { slug: "porcini", finishId: "sage", quantity: 1 },
      { slug: "half-moon", finishId: "tomato", quantity: 2 },
    ],
    totalCents: 36700,
  },
  {
    number: "OL-1903",
    placedOn: "24 November",
    status: "Delivered",
    stepsDone: 4,
    lines: [{ slug: "plum", finishId: "chalk", quantity: 3 }],
    totalCents: 23700,
  },
];
