export function Ticket({ ticket, onClose }) {
  return (
    <article className="ticket">
      <div>
        <strong>{ticket.subject}</strong>
        <p>{ticket.from}</p>
      </div>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </article>
  );
}
