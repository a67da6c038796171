import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { findProduct } from "../data/products.ts";

export type CartLine = { slug: string; finishId: string; quantity: number };

type Cart = {
  lines: CartLine[];
  count: number;
  subtotalCents: number;
  deliveryCents: number;
  totalCents: number;
  add: (line: CartLine) => void;
  setQuantity: (line: CartLine, quantity: number) => void;
  restore: (lines: CartLine[]) => void;
  clear: () => void;
};

const storageKey = "oddlight.cart";
export const freeDeliveryFromCents = 20000;

/** A first visit starts with two lamps that were put aside in the showroom. */
const showroomLines: CartLine[] = [
  { slug: "porcini", finishId: "tomato", quantity: 1 },
  { slug: "saucer", finishId: "butter", quantity: 1 },
];

const CartContext = createContext<Cart | null>(null);

const isSame = (a: CartLine, b: CartLine) => a.slug === b.slug && a.finishId === b.finishId;

function readLines(): CartLine[] {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored ? (JSON.parse(stored) as CartLine[]).filter((line) => findProduct(line.slug)) : showroomLines;
  } catch {
    return showroomLines;
  }
}

export function CartProvider({ children }: { children: ReactNode }) {
  const [lines, setLines] = useState(readLines);

  useEffect(() => localStorage.setItem(storageKey, JSON.stringify(lines)), [lines]);

  const add = useCallback((added: CartLine) => {
    setLines((held) =>
      held.some((line) => isSame(line, added))
        ? held.map((line) => (isSame(line, added) ? { ...line, quantity: line.quantity + added.quantity } : line))
        : [...held, added],
    );
  }, []);

  const setQuantity = useCallback((changed: CartLine, quantity: number) => {
    setLines((held) =>
      held.flatMap((line) => (isSame(line, changed) ? (quantity > 0 ? [{ ...line, quantity }] : []) : [line])),
    );
  }, []);

  const clear = useCallback(() => setLines([]), []);

  const cart = useMemo<Cart>(() => {
    const count = lines.reduce((sum, line) => sum + line.quantity, 0);
    const subtotalCents = lines.reduce(
      (sum, line) => sum + (findProduct(line.slug)?.priceCents ?? 0) * line.quantity,
      0,
    );
    const deliveryCents = count === 0 || subtotalCents >= freeDeliveryFromCents ? 0 : 900;
    const totalCents = subtotalCents + deliveryCents;
    return { lines, count, subtotalCents, deliveryCents, totalCents, add, setQuantity, restore: setLines, clear };
  }, [lines, add, setQuantity, clear]);

  return <CartContext value={cart}>{children}</CartContext>;
}

export function useCart(): Cart {
  const cart = useContext(CartContext);
  if (!cart) throw new Error("useCart needs a CartProvider above it");
  return cart;
}
