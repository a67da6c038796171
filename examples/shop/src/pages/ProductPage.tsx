import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Lamp } from "../art/Lamp.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { FinishPicker } from "../components/FinishPicker.tsx";
import { Icon } from "../components/Icon.tsx";
import { ProductCard } from "../components/ProductCard.tsx";
import { QuantityStepper } from "../components/QuantityStepper.tsx";
import { SizeDrawing } from "../components/SizeDrawing.tsx";
import { findProduct, type Product, products } from "../data/products.ts";
import { money } from "../lib/money.ts";
import { useTitle } from "../lib/useTitle.ts";
import { useCart } from "../state/cart.tsx";
import { useToasts } from "../state/toasts.tsx";
import { NotFoundPage } from "./NotFoundPage.tsx";

export function ProductPage() {
  const { slug } = useParams();
  const product = findProduct(slug);
  return product ? <ProductDetails key={product.slug} product={product} /> : <NotFoundPage />;
}

function ProductDetails({ product }: { product: Product }) {
  useTitle(product.name);
  const cart = useCart();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [finish, setFinish] = useState(product.finishes[0]);
  const [quantity, setQuantity] = useState(1);
  const [lit, setLit] = useState(true);
  const [showsSize, setShowsSize] = useState(false);
  const others = products.filter(({ slug }) => slug !== product.slug).slice(0, 4);

  const addToCart = () => {
    cart.add({ slug: product.slug, finishId: finish.id, quantity });
    toasts.show(`${product.name} is in your cart`, { label: "View cart", run: () => navigate("/cart") });
  };

  return (
    <>
      <Link className="back-link" to="/">
        <Icon name="back" size={18} />
        All lamps
      </Link>
      <div className="product">
        <div className="product-art" style={{ background: product.tile }} data-lit={lit}>
          <Lamp shape={product.shape} finish={finish} lit={lit} />
          <button
            type="button"
            className="switch product-switch"
            role="switch"
            aria-checked={lit}
            onClick={() => setLit(!lit)}
          >
            <span className="switch-track" aria-hidden="true" />
            Light
          </button>
        </div>
        <div className="product-text">
          <p className="product-kind">{product.kind}</p>
          <h1>{product.name}</h1>
          <p className="product-price">{money(product.priceCents)}</p>
          <p className="product-story">{product.story}</p>
          <FinishPicker finishes={product.finishes} value={finish} onChange={setFinish} />
          <div className="buy">
            <QuantityStepper label="Quantity" value={quantity} onChange={setQuantity} />
            <button type="button" className="button button-wide" onClick={addToCart}>
              Add to cart
            </button>
          </div>
          <dl className="facts">
            {product.facts.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <button type="button" className="text-button" onClick={() => setShowsSize(true)}>
            <Icon name="ruler" size={18} />
            See it to scale
          </button>
        </div>
      </div>
      <section aria-labelledby="others-title">
        <div className="section-head">
          <h2 id="others-title">Gets along with</h2>
        </div>
        <ul className="grid">
          {others.map((other) => (
            <li key={other.slug}>
              <ProductCard product={other} />
            </li>
          ))}
        </ul>
      </section>
      <Dialog title={`${product.name} to scale`} open={showsSize} onClose={() => setShowsSize(false)}>
        <SizeDrawing product={product} finish={finish} />
      </Dialog>
    </>
  );
}
