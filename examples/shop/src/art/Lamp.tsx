import { useId } from "react";
import type { Finish, LampShape } from "../data/products.ts";
import { lampShapes } from "./lampShapes.tsx";

type LampProps = { shape: LampShape; finish: Finish; lit?: boolean };

/** A drawn lamp. Decorative: the text beside it carries its name. */
export function Lamp({ shape, finish, lit = true }: LampProps) {
  const id = useId();
  const { glow, Drawing } = lampShapes[shape];
  return (
    <svg className={lit ? "lamp is-lit" : "lamp"} viewBox="0 0 240 240" aria-hidden="true" focusable="false">
      <defs>
        <radialGradient id={`${id}-glow`}>
          <stop offset="0" stopColor="#fff6d6" stopOpacity="0.95" />
          <stop offset="0.45" stopColor="#ffe9a8" stopOpacity="0.5" />
          <stop offset="1" stopColor="#ffe08a" stopOpacity="0" />
        </radialGradient>
        <linearGradient id={`${id}-beam`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#fff3c4" stopOpacity="0.85" />
          <stop offset="1" stopColor="#fff3c4" stopOpacity="0" />
        </linearGradient>
        <linearGradient id={`${id}-shade`} x1="0" y1="0" x2="1" y2="0.35">
          <stop offset="0" stopColor={finish.shade} />
          <stop offset="0.62" stopColor={finish.shade} />
          <stop offset="1" stopColor={finish.body} />
        </linearGradient>
        <linearGradient id={`${id}-bulb`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#fffdf5" />
          <stop offset="1" stopColor="#ffe39a" />
        </linearGradient>
      </defs>
      <ellipse className="lamp-glow" {...glow} fill={`url(#${id}-glow)`} />
      <Drawing
        shade={`url(#${id}-shade)`}
        body={finish.body}
        flat={finish.shade}
        bulb={`url(#${id}-bulb)`}
        beam={`url(#${id}-beam)`}
      />
    </svg>
  );
}
