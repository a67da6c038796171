const paths = {
  bag: "M6 8h12l1 12H5L6 8zm3 0V6.5a3 3 0 0 1 6 0V8",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7.5 8.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6",
  arrow: "M5 12h14m-6-6 6 6-6 6",
  back: "M19 12H5m6 6-6-6 6-6",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  bulb: "M9 18h6m-5 3h4m-6.3-6.2A6.5 6.5 0 1 1 16.3 14.8c-.8.7-1.3 1.5-1.3 2.2H9c0-.7-.5-1.5-1.3-2.2z",
  ruler: "M3 16 16 3l5 5L8 21l-5-5zm4-4 2 2m1-5 2 2m1-5 2 2",
  truck: "M3 6h11v10H3V6zm11 4h4l3 3v3h-7v-6zM7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zm10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  lock: "M6 11h12v9H6v-9zm3 0V8a3 3 0 0 1 6 0v3",
  trash: "M5 7h14M10 7V4h4v3m-7 0 1 13h8l1-13",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
