import { Icon } from "./Icon.tsx";

type QuantityStepperProps = { label: string; value: number; onChange: (value: number) => void };

export function QuantityStepper({ label, value, onChange }: QuantityStepperProps) {
  return (
    <fieldset className="stepper">
      <legend className="visually-hidden">{label}</legend>
      <button type="button" aria-label="One fewer" disabled={value <= 1} onClick={() => onChange(value - 1)}>
        <Icon name="minus" size={16} />
      </button>
      <output aria-live="polite">{value}</output>
      <button type="button" aria-label="One more" disabled={value >= 9} onClick={() => onChange(value + 1)}>
        <Icon name="plus" size={16} />
      </button>
    </fieldset>
  );
}
