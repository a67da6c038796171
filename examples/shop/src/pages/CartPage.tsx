import { Link } from "react-router";
import { CartLineRow } from "../components/CartLineRow.tsx";
import { Icon } from "../components/Icon.tsx";
import { OrderSummary } from "../components/OrderSummary.tsx";
import { useTitle } from "../lib/useTitle.ts";
import { useCart } from "../state/cart.tsx";

export function CartPage() {
  useTitle("Your cart");
  const { lines, count } = useCart();

  if (count === 0) {
    return (
      <section className="empty">
        <h1>Your cart is empty.</h1>
        <p>Somewhere a lamp is waiting to be picked.</p>
        <Link className="button" to="/">
          Meet the lamps
        </Link>
      </section>
    );
  }

  return (
    <>
      <h1 className="page-title">Your cart</h1>
      <div className="two-columns">
        <ul className="lines" aria-label="Lamps in your cart">
          {lines.map((line) => (
            <CartLineRow key={`${line.slug}-${line.finishId}`} line={line} />
          ))}
        </ul>
        <OrderSummary>
          <Link className="button button-wide" to="/checkout">
            Go to checkout
            <Icon name="arrow" />
          </Link>
          <p className="promise">
            <Icon name="truck" size={18} />
            Thirty days to change your mind
          </p>
        </OrderSummary>
      </div>
    </>
  );
}
