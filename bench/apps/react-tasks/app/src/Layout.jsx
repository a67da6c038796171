import { NavLink, Outlet } from "react-router";

export default function Layout() {
  return (
    <div className="shell">
      <header className="topbar">
        <strong className="brand">Tallyboard</strong>
        <nav>
          <NavLink to="/" end>
            Projects
          </NavLink>
          <NavLink to="/settings">Settings</NavLink>
        </nav>
      </header>
      <main>
        <Outlet />
      </main>
    </div>
  );
}
