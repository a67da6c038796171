import { useState } from "react";
import { Link } from "react-router";
import StatusBadge from "@/components/StatusBadge";
import { projects } from "@/data";

const filters = ["All", "Active", "Paused", "Archived"];

export default function Projects() {
  const [filter, setFilter] = useState("All");
  const shown = projects.filter((project) => filter === "All" || project.status === filter.toLowerCase());
  return (
    <section>
      <h1>Projects</h1>
      <div role="tablist" className="tabs">
        {filters.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === filter} onClick={() => setFilter(name)}>
            {name}
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="empty">Nothing here.</p>
      ) : (
        <ul className="cards">
          {shown.map((project) => (
            <li key={project.id} className="card">
              <Link to={`/projects/${project.id}`}>{project.name}</Link>
              <StatusBadge status={project.status} />
              <span className="muted">
                {project.owner} · {project.tasks.length} tasks
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
