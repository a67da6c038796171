import { Lamp } from "../art/Lamp.tsx";
import { findProduct } from "../data/products.ts";
import { useCart } from "../state/cart.tsx";

export function CheckoutItems() {
  const { lines } = useCart();
  return (
    <ul className="thumbs" aria-label="Lamps in this order">
      {lines.map((line) => {
        const product = findProduct(line.slug);
        if (!product) return null;
        const finish = product.finishes.find(({ id }) => id === line.finishId) ?? product.finishes[0];
        return (
          <li key={`${line.slug}-${line.finishId}`} style={{ background: product.tile }}>
            <Lamp shape={product.shape} finish={finish} />
            <span className="visually-hidden">{product.name}</span>
            {line.quantity > 1 && <span className="thumb-count">{line.quantity}</span>}
          </li>
        );
      })}
    </ul>
  );
}
