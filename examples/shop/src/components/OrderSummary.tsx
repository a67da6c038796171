import type { ReactNode } from "react";
import { money } from "../lib/money.ts";
import { freeDeliveryFromCents, useCart } from "../state/cart.tsx";

/** The sums of the cart; `children` is what to do next. */
export function OrderSummary({ children }: { children: ReactNode }) {
  const { subtotalCents, deliveryCents, totalCents } = useCart();
  const missingCents = freeDeliveryFromCents - subtotalCents;
  return (
    <section className="summary" aria-labelledby="summary-title">
      <h2 id="summary-title">Summary</h2>
      <dl className="sums">
        <div className="sum">
          <dt>Subtotal</dt>
          <dd>{money(subtotalCents)}</dd>
        </div>
        <div className="sum">
          <dt>Delivery</dt>
          <dd>{deliveryCents === 0 ? "Free" : money(deliveryCents)}</dd>
        </div>
        <div className="sum sum-total">
          <dt>Total</dt>
          <dd>{money(totalCents)}</dd>
        </div>
      </dl>
      {missingCents > 0 && <p className="summary-hint">{money(missingCents)} more and delivery is free.</p>}
      {children}
    </section>
  );
}
