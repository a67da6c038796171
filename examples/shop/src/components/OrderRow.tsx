import { Lamp } from "../art/Lamp.tsx";
import type { Order } from "../data/orders.ts";
import { findProduct } from "../data/products.ts";
import { money } from "../lib/money.ts";

const tones: Record<Order["status"], string> = {
  "On its way": "sky",
  "Being made": "butter",
  Delivered: "mint",
};

export function OrderRow({ order, onOpen }: { order: Order; onOpen: () => void }) {
  return (
    <tr>
      <th scope="row">{order.number}</th>
      <td>
        <div className="order-lamps">
          {order.lines.map((line) => {
            const product = findProduct(line.slug);
            const finish = product?.finishes.find(({ id }) => id === line.finishId) ?? product?.finishes[0];
            return (
              product &&
              finish && (
                <span className="order-lamp" key={line.slug} style={{ background: product.tile }}>
                  <Lamp shape={product.shape} finish={finish} />
                  <span className="visually-hidden">
                    {line.quantity} × {product.name}
                  </span>
                </span>
              )
            );
          })}
        </div>
      </td>
      <td>{order.placedOn}</td>
      <td>
        <span className={`status status-${tones[order.status]}`}>{order.status}</span>
      </td>
      <td className="number">{money(order.totalCents)}</td>
      <td className="number">
        <button type="button" className="small-button" aria-label={`Details of ${order.number}`} onClick={onOpen}>
          Details
        </button>
      </td>
    </tr>
  );
}
