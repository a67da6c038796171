import { Link, NavLink } from "react-router";
import { useCart } from "../state/cart.tsx";
import { Icon } from "./Icon.tsx";

export function Header() {
  const { count } = useCart();
  return (
    <header className="header">
      <div className="header-inner">
        <Link className="logo" to="/" aria-label="Oddlight home">
          <svg width="30" height="30" viewBox="0 0 32 32" aria-hidden="true">
            <path d="M3 17a13 13 0 0 1 26 0z" fill="currentColor" />
            <circle cx="16" cy="22.5" r="4.5" fill="#ffb81f" />
          </svg>
          oddlight
        </Link>
        <nav className="nav" aria-label="Main">
          <NavLink to="/" end>
            Lamps
          </NavLink>
          <NavLink to="/account">Orders</NavLink>
        </nav>
        <NavLink className="cart-link" to="/cart" aria-label={`Cart, ${count} ${count === 1 ? "lamp" : "lamps"}`}>
          <Icon name="bag" />
          Cart
          <span className="cart-count" key={count}>
            {count}
          </span>
        </NavLink>
      </div>
    </header>
  );
}
