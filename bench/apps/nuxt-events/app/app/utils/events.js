export const allEvents = [
  { id: "brass", title: "Brass evening", day: "Friday", place: "Great hall", seats: 12 },
  { id: "debate", title: "Bicycles or buses?", day: "Tuesday", place: "Council room", seats: 0 },
  { id: "market", title: "Flea market", day: "Sunday", place: "Courtyard", seats: 200 },
];
