import { useState } from "react";
import { Lamp } from "../art/Lamp.tsx";
import { findProduct } from "../data/products.ts";
import { Icon } from "./Icon.tsx";

const cast = [
  { slug: "saucer", finishId: "butter", className: "hero-saucer" },
  { slug: "plum", finishId: "rose", className: "hero-plum" },
  { slug: "porcini", finishId: "tomato", className: "hero-porcini" },
  { slug: "totem", finishId: "sky", className: "hero-totem" },
  { slug: "marble", finishId: "lilac", className: "hero-marble" },
];

export function Hero() {
  const [lit, setLit] = useState(true);
  return (
    <section className={lit ? "hero is-lit" : "hero"} aria-labelledby="hero-title">
      <div className="hero-text">
        <h1 id="hero-title">Lamps with a personality.</h1>
        <p>Eight odd characters, made by hand, looking for a room to brighten.</p>
        <div className="hero-actions">
          <a className="button button-glow" href="#lamps">
            Meet the lamps
            <Icon name="arrow" />
          </a>
          <button type="button" className="switch" role="switch" aria-checked={lit} onClick={() => setLit(!lit)}>
            <span className="switch-track" aria-hidden="true" />
            Lights
          </button>
        </div>
      </div>
      <div className="hero-stage" aria-hidden="true">
        {cast.map(({ slug, finishId, className }) => {
          const product = findProduct(slug);
          if (!product) return null;
          const finish = product.finishes.find(({ id }) => id === finishId) ?? product.finishes[0];
          return (
            <div key={slug} className={`hero-lamp ${className}`}>
              <Lamp shape={product.shape} finish={finish} lit={lit} />
            </div>
          );
        })}
        <div className="hero-shelf" />
      </div>
    </section>
  );
}
