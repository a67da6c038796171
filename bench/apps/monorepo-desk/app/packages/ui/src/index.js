export { Stat } from "./Stat.jsx";
export { Ticket } from "./Ticket.jsx";
