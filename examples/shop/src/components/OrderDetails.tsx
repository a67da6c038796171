import { Lamp } from "../art/Lamp.tsx";
import { journey, type Order } from "../data/orders.ts";
import { findProduct } from "../data/products.ts";
import { money } from "../lib/money.ts";

export function OrderDetails({ order }: { order: Order }) {
  return (
    <div className="order-details">
      <ol className="journey" aria-label={`${order.status}, step ${order.stepsDone} of ${journey.length}`}>
        {journey.map((step, index) => (
          <li key={step} className={index < order.stepsDone ? "is-done" : ""}>
            {step}
          </li>
        ))}
      </ol>
      <ul className="detail-lines">
        {order.lines.map((line) => {
          const product = findProduct(line.slug);
          if (!product) return null;
          const finish = product.finishes.find(({ id }) => id === line.finishId) ?? product.finishes[0];
          return (
            <li key={line.slug}>
              <span className="order-lamp" style={{ background: product.tile }}>
                <Lamp shape={product.shape} finish={finish} />
              </span>
              <span>
                <strong>{product.name}</strong> in {finish.name.toLowerCase()}
              </span>
              <span className="detail-quantity">× {line.quantity}</span>
              <span className="number">{money(product.priceCents * line.quantity)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
