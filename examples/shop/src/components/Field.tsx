import { type InputHTMLAttributes, useId } from "react";

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "id"> & {
  label: string;
  error?: string | undefined;
  hint?: string;
};

export function Field({ label, error, hint, className = "", ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={`field ${error ? "has-error" : ""} ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input id={id} aria-invalid={Boolean(error)} aria-describedby={note ? `${id}-note` : undefined} {...input} />
      {note && (
        <p className="field-note" id={`${id}-note`} role={error ? "alert" : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
