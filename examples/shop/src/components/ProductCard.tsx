import { Link } from "react-router";
import { Lamp } from "../art/Lamp.tsx";
import type { Product } from "../data/products.ts";
import { money } from "../lib/money.ts";

export function ProductCard({ product }: { product: Product }) {
  return (
    <article className="card">
      <Link className="card-link" to={`/products/${product.slug}`}>
        <div className="card-art" style={{ background: product.tile }}>
          {product.badge && <span className="badge">{product.badge}</span>}
          <Lamp shape={product.shape} finish={product.finishes[0]} />
        </div>
        <div className="card-text">
          <h3>{product.name}</h3>
          <p className="card-price">{money(product.priceCents)}</p>
          <p className="card-kind">{product.kind}</p>
        </div>
      </Link>
    </article>
  );
}
