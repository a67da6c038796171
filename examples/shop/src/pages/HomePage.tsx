import { useState } from "react";
import { Hero } from "../components/Hero.tsx";
import { ProductCard } from "../components/ProductCard.tsx";
import { type Category, products } from "../data/products.ts";
import { useTitle } from "../lib/useTitle.ts";

const filters: { id: Category | "all"; label: string }[] = [
  { id: "all", label: "All lamps" },
  { id: "table", label: "Table" },
  { id: "floor", label: "Floor" },
  { id: "pendant", label: "Pendant" },
  { id: "wall", label: "Wall" },
];

export function HomePage() {
  useTitle("Lamps with a personality");
  const [filter, setFilter] = useState<Category | "all">("all");
  const shown = products.filter((product) => filter === "all" || product.category === filter);

  return (
    <>
      <Hero />
      <section id="lamps" aria-labelledby="lamps-title">
        <div className="section-head">
          <h2 id="lamps-title">The family</h2>
          <fieldset className="chips">
            <legend className="visually-hidden">Kind of lamp</legend>
            {filters.map(({ id, label }) => (
              <button
                key={id}
                type="button"
                className="chip"
                aria-pressed={filter === id}
                onClick={() => setFilter(id)}
              >
                {label}
              </button>
            ))}
          </fieldset>
        </div>
        <ul className="grid" key={filter}>
          {shown.map((product) => (
            <li key={product.slug}>
              <ProductCard product={product} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
