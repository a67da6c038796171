import type { ReactNode } from "react";
import type { LampShape } from "../data/products.ts";

/** `shade`, `bulb` and `beam` are gradients; `body` and `flat` are plain colours. */
type Paints = { shade: string; body: string; flat: string; bulb: string; beam: string };

type Shape = { glow: { cx: number; cy: number; rx: number; ry: number }; Drawing: (paints: Paints) => ReactNode };

const floorShadow = (cx: number, rx: number, cy = 222) => (
  <ellipse cx={cx} cy={cy} rx={rx} ry="6" fill="#1d1238" opacity="0.14" />
);

export const lampShapes: Record<LampShape, Shape> = {
  mushroom: {
    glow: { cx: 120, cy: 140, rx: 120, ry: 96 },
    Drawing: ({ shade, body, bulb }) => (
      <>
        {floorShadow(120, 62)}
        <path d="M98 122h44l8 84a10 10 0 0 1-10 11h-40a10 10 0 0 1-10-11z" fill={shade} />
        <ellipse cx="120" cy="124" rx="58" ry="12" fill={body} />
        <ellipse className="lamp-bulb" cx="120" cy="125" rx="50" ry="8.5" fill={bulb} />
        <path d="M32 118c0-54 38-88 88-88s88 34 88 88c0 7-39 12-88 12s-88-5-88-12z" fill={shade} />
        <path
          d="M58 92c8-26 26-41 50-46"
          fill="none"
          stroke="#fff"
          strokeWidth="7"
          strokeLinecap="round"
          opacity="0.38"
        />
      </>
    ),
  },
  globe: {
    glow: { cx: 120, cy: 104, rx: 118, ry: 112 },
    Drawing: ({ shade, body, flat, bulb }) => (
      <>
        {floorShadow(120, 46)}
        <path d="M92 176h56l12 34a8 8 0 0 1-8 10H88a8 8 0 0 1-8-10z" fill={shade} />
        <rect x="88" y="168" width="64" height="14" rx="7" fill={body} />
        <circle cx="120" cy="104" r="70" fill={flat} opacity="0.4" />
        <circle className="lamp-bulb" cx="120" cy="104" r="70" fill={bulb} />
        <path
          d="M72 92c5-20 18-33 36-37"
          fill="none"
          stroke="#fff"
          strokeWidth="7"
          strokeLinecap="round"
          opacity="0.8"
        />
      </>
    ),
  },
  arc: {
    glow: { cx: 176, cy: 118, rx: 84, ry: 92 },
    Drawing: ({ shade, body, bulb, beam }) => (
      <>
        {floorShadow(62, 44)}
        <path className="lamp-beam" d="M140 112h72l22 108H118z" fill={beam} />
        <path
          d="M62 214V104c0-50 30-82 66-82 30 0 48 20 48 46"
          fill="none"
          stroke={body}
          strokeWidth="7"
          strokeLinecap="round"
        />
        <rect x="26" y="206" width="72" height="16" rx="8" fill={shade} />
        <ellipse className="lamp-bulb" cx="176" cy="112" rx="33" ry="8" fill={bulb} />
        <path d="M136 110c0-26 16-44 40-44s40 18 40 44c0 4-18 6-40 6s-40-2-40-6z" fill={shade} />
        <path
          d="M150 94c3-8 8-13 16-16"
          fill="none"
          stroke="#fff"
          strokeWidth="5"
          strokeLinecap="round"
          opacity="0.4"
        />
      </>
    ),
  },
  saucer: {
    glow: { cx: 120, cy: 134, rx: 118, ry: 92 },
    Drawing: ({ shade, body, bulb, beam }) => (
      <>
        <path className="lamp-beam" d="M70 130h100l44 104H26z" fill={beam} />
        <path d="M120 0v74" stroke="#1d1238" strokeWidth="3" />
        <path d="M104 92c0-14 6-24 16-24s16 10 16 24z" fill={body} />
        <ellipse className="lamp-bulb" cx="120" cy="130" rx="44" ry="15" fill={bulb} />
        <path d="M22 126c14-24 52-40 98-40s84 16 98 40c3 5-1 9-7 9H29c-6 0-10-4-7-9z" fill={shade} />
        <path
          d="M56 112c12-8 26-12 42-14"
          fill="none"
          stroke="#fff"
          strokeWidth="6"
          strokeLinecap="round"
          opacity="0.42"
        />
      </>
    ),
  },
  task: {
    glow: { cx: 172, cy: 128, rx: 86, ry: 82 },
    Drawing: ({ shade, body, bulb, beam }) => (
      <>
        {floorShadow(78, 52)}
        <path className="lamp-beam" d="M142 118l50-30 46 132H112z" fill={beam} />
        <path
          d="M78 206L52 122l76-66"
          fill="none"
          stroke={body}
          strokeWidth="9"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="52" cy="122" r="10" fill="#fff" stroke={body} strokeWidth="6" />
        <rect x="34" y="202" width="88" height="18" rx="9" fill={shade} />
        <ellipse className="lamp-bulb" cx="167" cy="105" rx="28" ry="11" transform="rotate(-31 167 105)" fill={bulb} />
        <path d="M118 46c12-10 26-10 36 0l46 40c4 4-60 44-64 38l-24-52c-4-10-2-20 6-26z" fill={shade} />
        <circle cx="128" cy="56" r="8" fill="#fff" stroke={body} strokeWidth="5" />
      </>
    ),
  },
  moon: {
    glow: { cx: 120, cy: 104, rx: 120, ry: 116 },
    Drawing: ({ shade, body, bulb }) => (
      <>
        <circle className="lamp-bulb" cx="120" cy="120" r="74" fill={bulb} />
        <circle cx="120" cy="120" r="74" fill="none" stroke="#fff" strokeWidth="3" opacity="0.55" />
        <path d="M38 122h164c0 46-36 82-82 82s-82-36-82-82z" fill={shade} />
        <rect x="34" y="114" width="172" height="14" rx="7" fill={body} />
        <path
          d="M62 148c6 16 16 27 30 34"
          fill="none"
          stroke="#fff"
          strokeWidth="6"
          strokeLinecap="round"
          opacity="0.4"
        />
      </>
    ),
  },
  totem: {
    glow: { cx: 120, cy: 88, rx: 116, ry: 92 },
    Drawing: ({ shade, body, flat, bulb }) => (
      <>
        {floorShadow(120, 54)}
        <rect x="72" y="204" width="96" height="16" rx="8" fill={body} />
        <circle cx="120" cy="182" r="25" fill={shade} />
        <rect x="88" y="140" width="64" height="22" rx="11" fill="#33245c" />
        <circle cx="120" cy="124" r="19" fill="#fdf8ee" />
        <ellipse className="lamp-bulb" cx="120" cy="107" rx="60" ry="9" fill={bulb} />
        <path d="M84 26h72a10 10 0 0 1 9 6l29 68c2 5-2 9-7 9H53c-5 0-9-4-7-9l29-68a10 10 0 0 1 9-6z" fill={shade} />
        <path d="M88 44L70 88" stroke="#fff" strokeWidth="6" strokeLinecap="round" opacity="0.4" />
        <circle cx="120" cy="182" r="9" fill={flat} opacity="0.5" />
      </>
    ),
  },
  lantern: {
    glow: { cx: 120, cy: 128, rx: 120, ry: 110 },
    Drawing: ({ flat, body, bulb }) => (
      <>
        <path d="M120 0v50" stroke="#1d1238" strokeWidth="3" />
        <ellipse cx="120" cy="130" rx="86" ry="80" fill={flat} />
        <ellipse className="lamp-bulb lamp-bulb-soft" cx="120" cy="138" rx="74" ry="66" fill={bulb} />
        <g fill="none" stroke={body} strokeWidth="2.5" opacity="0.55">
          <path d="M50 84c22 10 118 10 140 0" />
          <path d="M36 112c26 11 142 11 168 0" />
          <path d="M35 142c26 11 144 11 170 0" />
          <path d="M47 172c22 10 124 10 146 0" />
        </g>
        <rect x="92" y="46" width="56" height="10" rx="5" fill={body} />
        <rect x="96" y="204" width="48" height="9" rx="4.5" fill={body} />
      </>
    ),
  },
};
