import { Link } from "react-router";
import { useTitle } from "../lib/useTitle.ts";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <section className="empty">
      <h1>It is dark in here.</h1>
      <p>This page does not exist, or somebody has switched it off.</p>
      <Link className="button" to="/">
        Back to the lamps
      </Link>
    </section>
  );
}
