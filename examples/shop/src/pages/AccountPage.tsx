import { useState } from "react";
import { Dialog } from "../components/Dialog.tsx";
import { OrderDetails } from "../components/OrderDetails.tsx";
import { OrderRow } from "../components/OrderRow.tsx";
import { type Order, orders } from "../data/orders.ts";
import { money } from "../lib/money.ts";
import { useTitle } from "../lib/useTitle.ts";

const tabs = ["All", "Open", "Delivered"] as const;
type Tab = (typeof tabs)[number];

const isShown = (order: Order, tab: Tab) => tab === "All" || (order.status === "Delivered") === (tab === "Delivered");

export function AccountPage() {
  useTitle("Your orders");
  const [tab, setTab] = useState<Tab>("All");
  const [opened, setOpened] = useState<Order | null>(null);
  const shown = orders.filter((order) => isShown(order, tab));
  const spentCents = orders.reduce((sum, order) => sum + order.totalCents, 0);
  const lampCount = orders.flatMap((order) => order.lines).reduce((sum, line) => sum + line.quantity, 0);

  return (
    <>
      <h1 className="page-title">Your orders</h1>
      <dl className="stats">
        <div className="stat stat-lilac">
          <dt>Lamps at home</dt>
          <dd>{lampCount}</dd>
        </div>
        <div className="stat stat-butter">
          <dt>On their way</dt>
          <dd>{orders.filter((order) => order.status !== "Delivered").length}</dd>
        </div>
        <div className="stat stat-mint">
          <dt>Spent so far</dt>
          <dd>{money(spentCents)}</dd>
        </div>
      </dl>
      <section className="panel" aria-labelledby="orders-title">
        <div className="section-head">
          <h2 id="orders-title">History</h2>
          <fieldset className="chips">
            <legend className="visually-hidden">Which orders</legend>
            {tabs.map((name) => (
              <button
                key={name}
                type="button"
                className="chip"
                aria-pressed={tab === name}
                onClick={() => setTab(name)}
              >
                {name}
              </button>
            ))}
          </fieldset>
        </div>
        <table className="orders" key={tab}>
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Lamps</th>
              <th scope="col">Placed</th>
              <th scope="col">Status</th>
              <th scope="col" className="number">
                Total
              </th>
              <th scope="col">
                <span className="visually-hidden">Details</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((order) => (
              <OrderRow key={order.number} order={order} onOpen={() => setOpened(order)} />
            ))}
          </tbody>
        </table>
      </section>
      <Dialog title={`Order ${opened?.number ?? ""}`} open={opened !== null} onClose={() => setOpened(null)}>
        {opened && <OrderDetails order={opened} />}
      </Dialog>
    </>
  );
}
