import { Stat, Ticket } from "@desk/ui";
import { useEffect, useState } from "react";

const first = [
  { id: 1, subject: "The invoice is in Finnish", from: "lauri@example.com" },
  { id: 2, subject: "Cannot reset my password", from: "joan@example.com" },
  { id: 3, subject: "Where is my parcel?", from: "omar@example.com" },
];

const quotes = ["Slow is smooth.", "One ticket at a time.", "Tea first.", "Read it twice."];

export default function App() {
  const [page, setPage] = useState(location.hash || "#/inbox");
  const [tickets, setTickets] = useState(first);
  useEffect(() => {
    const onChange = () => setPage(location.hash || "#/inbox");
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return (
    <div className="desk">
      <nav>
        <a href="#/inbox">Inbox</a>
        <a href="#/numbers">Numbers</a>
      </nav>
      {page === "#/numbers" ? <Numbers /> : <Inbox tickets={tickets} setTickets={setTickets} />}
    </div>
  );
}

function Inbox({ tickets, setTickets }) {
  return (
    <section>
      <h1>Inbox</h1>
      <p className="quote">{quotes[Math.floor(Math.random() * quotes.length)]}</p>
      {tickets.map((ticket) => (
        <Ticket key={ticket.id} ticket={ticket} onClose={() => setTickets(tickets.filter((one) => one !== ticket))} />
      ))}
    </section>
  );
}

function Numbers() {
  const seen = 200 + Math.floor(Math.random() * 700);
  return (
    <section>
      <h1>Numbers</h1>
      <p>{new Date().toLocaleString()}</p>
      <div className="stats">
        <Stat label="seen today" value={seen} />
        <Stat label="answered" value={Math.round(seen * 0.8)} />
      </div>
    </section>
  );
}
