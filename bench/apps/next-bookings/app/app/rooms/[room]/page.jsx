import { notFound } from "next/navigation";
import BookingForm from "@/components/BookingForm";
import { findRoom } from "@/lib/rooms";

export default async function Room({ params }) {
  const { room: slug } = await params;
  const room = findRoom(slug);
  if (!room) notFound();
  return (
    <section>
      <h1>{room.name}</h1>
      <p>{room.about}</p>
      <p>
        {room.beds} beds · €{room.price} a night
      </p>
      <BookingForm room={room.name} />
    </section>
  );
}
