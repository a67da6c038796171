import Link from "next/link";

export default function Home() {
  return (
    <section>
      <h1>A house between three trees</h1>
      <p>Three rooms, one long table, and a garden that nobody tidies too much.</p>
      <Link className="button" href="/rooms">
        See the rooms
      </Link>
    </section>
  );
}
