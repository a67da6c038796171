export const parts = [
  { id: "m4-bolt", name: "M4 bolt, 20 mm", shelf: "A3", amount: 1240, note: "Galvanised, in boxes of 100." },
  { id: "bearing", name: "Bearing 608", shelf: "B1", amount: 12, note: "For the rollers of line two." },
  { id: "belt", name: "Toothed belt GT2", shelf: "C7", amount: 86, note: "By the metre." },
  { id: "fuse", name: "Fuse 6.3 A", shelf: "D2", amount: 4, note: "Slow." },
];

export const suppliers = [
  { name: "Nordbolt", days: 2, topics: "Screws and bolts" },
  { name: "Lager & Ketting", days: 5, topics: "Bearings, belts" },
  { name: "Voltwerk", days: 1, topics: "Fuses and cables" },
];
