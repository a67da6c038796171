import Link from "next/link";
import { rooms } from "@/lib/rooms";

export default function Rooms() {
  return (
    <section>
      <h1>Rooms</h1>
      <div className="grid">
        {rooms.map((room) => (
          <article key={room.slug} className="room">
            <h2>{room.name}</h2>
            <p>{room.about}</p>
            <p>€{room.price} a night</p>
            <Link href={`/rooms/${room.slug}`}>Look inside</Link>
          </article>
        ))}
      </div>
    </section>
  );
}
