import type { Finish } from "../data/products.ts";

type FinishPickerProps = { finishes: Finish[]; value: Finish; onChange: (finish: Finish) => void };

export function FinishPicker({ finishes, value, onChange }: FinishPickerProps) {
  return (
    <fieldset className="finishes">
      <legend>
        Finish <span>{value.name}</span>
      </legend>
      {finishes.map((finish) => (
        <label className="finish" key={finish.id} style={{ background: finish.shade }}>
          <input
            type="radio"
            name="finish"
            aria-label={finish.name}
            checked={finish.id === value.id}
            onChange={() => onChange(finish)}
          />
        </label>
      ))}
    </fieldset>
  );
}
