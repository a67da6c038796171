import { useState } from "react";
import { Link, useParams } from "react-router";
import NewTaskDialog from "@/components/NewTaskDialog";
import StatusBadge from "@/components/StatusBadge";
import { findProject } from "@/data";

export default function Project() {
  const { projectId } = useParams();
  const project = findProject(projectId);
  const [tasks, setTasks] = useState(project?.tasks ?? []);
  const [isAdding, setIsAdding] = useState(false);
  if (!project) return <p className="empty">There is no such project.</p>;

  const toggle = (id) => setTasks(tasks.map((task) => (task.id === id ? { ...task, done: !task.done } : task)));

  return (
    <section>
      <p>
        <Link to="/">← All projects</Link>
      </p>
      <div className="heading">
        <h1>{project.name}</h1>
        <StatusBadge status={project.status} />
        <button type="button" className="primary" onClick={() => setIsAdding(true)}>
          New task
        </button>
      </div>
      <ul className="tasks">
        {tasks.map((task) => (
          <li key={task.id}>
            <label>
              <input type="checkbox" checked={task.done} onChange={() => toggle(task.id)} />
              {task.title}
            </label>
          </li>
        ))}
      </ul>
      {tasks.length === 0 && <p className="empty">No tasks yet.</p>}
      {isAdding && (
        <NewTaskDialog
          onAdd={(task) => setTasks([...tasks, { id: Date.now(), done: false, ...task }])}
          onClose={() => setIsAdding(false)}
        />
      )}
    </section>
  );
}
