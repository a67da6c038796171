import { Link } from "react-router";

export function Footer() {
  return (
    <footer className="footer">
      <p>
        <strong>Oddlight</strong> makes lamps by hand, a few at a time.
      </p>
      <nav aria-label="Footer">
        <Link to="/">Lamps</Link>
        <Link to="/account">Orders</Link>
        <Link to="/cart">Cart</Link>
      </nav>
    </footer>
  );
}
