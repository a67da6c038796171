import { Lamp } from "../art/Lamp.tsx";
import type { Finish, Product } from "../data/products.ts";

/** The lamp between measuring lines, with its facts beside it. */
export function SizeDrawing({ product, finish }: { product: Product; finish: Finish }) {
  const size = product.facts.find(({ label }) => label === "Size")?.value ?? "";
  const [width = "", height = ""] = size.replace(" cm", "").split(" × ");
  return (
    <div className="size">
      <div className="size-frame" style={{ background: product.tile }}>
        <Lamp shape={product.shape} finish={finish} />
        <span className="size-mark size-width">{width} cm</span>
        <span className="size-mark size-height">{height} cm</span>
      </div>
      <p>
        {width} cm wide and {height} cm high. Comes with two metres of fabric cable and a bulb you can change yourself.
      </p>
    </div>
  );
}
