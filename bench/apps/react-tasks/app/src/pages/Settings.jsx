import { useState } from "react";

const tabs = { general: "General", people: "People", billing: "Billing" };

export default function Settings() {
  const [tab, setTab] = useState("general");
  return (
    <section>
      <h1>Settings</h1>
      <div role="tablist" className="tabs">
        {Object.entries(tabs).map(([id, name]) => (
          <button key={id} type="button" role="tab" aria-selected={id === tab} onClick={() => setTab(id)}>
            {name}
          </button>
        ))}
      </div>
      {tab === "general" && (
        <div className="panel">
          <label>
            Workspace name
            <input defaultValue="Tallyboard team" />
          </label>
          <button type="button" className="primary">
            Save
          </button>
        </div>
      )}
      {tab === "people" && (
        <div className="panel">
          <p>Mira, Tomas and Ines belong to this workspace.</p>
        </div>
      )}
      {tab === "billing" && (
        <div className="panel">
          <p>You are on the free plan.</p>
          <p className="muted">Three projects, unlimited tasks.</p>
        </div>
      )}
    </section>
  );
}
