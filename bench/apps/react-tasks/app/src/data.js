export const projects = [
  {
    id: "atlas",
    name: "Atlas relaunch",
    owner: "Mira",
    status: "active",
    tasks: [
      { id: 1, title: "Draw the new sitemap", done: true },
      { id: 2, title: "Move the blog", done: false },
      { id: 3, title: "Redirect old addresses", done: false },
    ],
  },
  {
    id: "harvest",
    name: "Harvest festival",
    owner: "Tomas",
    status: "active",
    tasks: [
      { id: 1, title: "Book the brass band", done: false },
      { id: 2, title: "Order lanterns", done: true },
    ],
  },
  { id: "ledger", name: "Ledger export", owner: "Ines", status: "paused", tasks: [] },
];

export const findProject = (id) => projects.find((project) => project.id === id);
