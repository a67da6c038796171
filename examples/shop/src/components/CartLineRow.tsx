import { Link } from "react-router";
import { Lamp } from "../art/Lamp.tsx";
import { findProduct } from "../data/products.ts";
import { money } from "../lib/money.ts";
import { type CartLine, useCart } from "../state/cart.tsx";
import { useToasts } from "../state/toasts.tsx";
import { Icon } from "./Icon.tsx";
import { QuantityStepper } from "./QuantityStepper.tsx";

export function CartLineRow({ line }: { line: CartLine }) {
  const cart = useCart();
  const toasts = useToasts();
  const product = findProduct(line.slug);
  if (!product) return null;
  const finish = product.finishes.find(({ id }) => id === line.finishId) ?? product.finishes[0];

  const remove = () => {
    const before = cart.lines;
    cart.setQuantity(line, 0);
    toasts.show(`${product.name} removed`, { label: "Undo", run: () => cart.restore(before) });
  };

  return (
    <li className="line">
      <Link className="line-art" to={`/products/${product.slug}`} style={{ background: product.tile }} tabIndex={-1}>
        <span className="visually-hidden">{product.name}</span>
        <Lamp shape={product.shape} finish={finish} />
      </Link>
      <div className="line-text">
        <h2>
          <Link to={`/products/${product.slug}`}>{product.name}</Link>
        </h2>
        <p>
          {product.kind} in {finish.name.toLowerCase()}
        </p>
      </div>
      <QuantityStepper
        label={`Quantity of ${product.name}`}
        value={line.quantity}
        onChange={(quantity) => cart.setQuantity(line, quantity)}
      />
      <p className="line-price">{money(product.priceCents * line.quantity)}</p>
      <button type="button" className="icon-button" aria-label={`Remove ${product.name}`} onClick={remove}>
        <Icon name="trash" />
      </button>
    </li>
  );
}
