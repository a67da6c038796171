export const rooms = [
  { slug: "linden", name: "Linden", beds: 2, price: 110, about: "Under the roof, with the long desk." },
  { slug: "alder", name: "Alder", beds: 3, price: 140, about: "Ground floor, opens to the garden." },
  { slug: "rowan", name: "Rowan", beds: 1, price: 80, about: "The quiet one, towards the yard." },
];

export const findRoom = (slug) => rooms.find((room) => room.slug === slug);
