import { useState } from "react";

export default function NewTaskDialog({ onAdd, onClose }) {
  const [title, setTitle] = useState("");

  function submit(event) {
    event.preventDefault();
    onAdd({ title });
    onClose();
  }

  return (
    <div className="backdrop">
      <form role="dialog" aria-label="New task" className="dialog" onSubmit={submit}>
        <h2>New task</h2>
        <label>
          Title
          <input value={title} onChange={(event) => setTitle(event.target.value)} required />
        </label>
        <div className="actions">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="primary">
            Add task
          </button>
        </div>
      </form>
    </div>
  );
}
