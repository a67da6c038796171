"use client";

import { useState } from "react";

export default function BookingForm({ room }) {
  const [answer, setAnswer] = useState("");

  async function submit(event) {
    event.preventDefault();
    const nights = new FormData(event.target).get("nights");
    const response = await fetch(`/api/availability?nights=${nights}`);
    const { free } = await response.json();
    setAnswer(free ? `${room} is free for ${nights} nights.` : `${room} is taken.`);
  }

  return (
    <form onSubmit={submit}>
      <h2>Book this room</h2>
      <label>
        Your name
        <input name="guest" required />
      </label>
      <label>
        Nights
        <input name="nights" type="number" min="1" max="14" defaultValue="2" />
      </label>
      <button className="button" type="submit">
        Ask
      </button>
      <p role="status">{answer}</p>
    </form>
  );
}
