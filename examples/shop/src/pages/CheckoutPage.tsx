import { type FormEvent, useState } from "react";
import { Link, useNavigate } from "react-router";
import { CheckoutItems } from "../components/CheckoutItems.tsx";
import { Field } from "../components/Field.tsx";
import { Icon } from "../components/Icon.tsx";
import { OrderSummary } from "../components/OrderSummary.tsx";
import {
  type CheckoutErrors,
  type CheckoutForm,
  checkField,
  checkForm,
  emptyCheckoutForm,
  groupCardDigits,
} from "../lib/checkoutRules.ts";
import { money } from "../lib/money.ts";
import { useTitle } from "../lib/useTitle.ts";
import { useCart } from "../state/cart.tsx";
import { useToasts } from "../state/toasts.tsx";

export function CheckoutPage() {
  useTitle("Checkout");
  const cart = useCart();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [form, setForm] = useState<CheckoutForm>(emptyCheckoutForm);
  const [errors, setErrors] = useState<CheckoutErrors>({});

  const set = (field: keyof CheckoutForm, value: string) => {
    setForm((held) => ({ ...held, [field]: value }));
    if (errors[field]) setErrors((held) => ({ ...held, [field]: checkField(field, value) ?? undefined }));
  };

  const field = (name: keyof CheckoutForm) => ({
    name,
    value: form[name],
    error: errors[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });

  const placeOrder = (event: FormEvent) => {
    event.preventDefault();
    const found = checkForm(form);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    cart.clear();
    toasts.show("Thank you, your order is placed");
    navigate("/account");
  };

  return (
    <>
      <Link className="back-link" to="/cart">
        <Icon name="back" size={18} />
        Back to cart
      </Link>
      <h1 className="page-title">Checkout</h1>
      <form className="two-columns" onSubmit={placeOrder} noValidate>
        <div className="form-sections">
          <section className="panel" aria-labelledby="contact-title">
            <h2 id="contact-title">Contact</h2>
            <Field
              label="E-mail"
              type="email"
              autoComplete="email"
              placeholder="robin@example.com"
              {...field("email")}
            />
          </section>
          <section className="panel" aria-labelledby="address-title">
            <h2 id="address-title">Where to</h2>
            <div className="fields">
              <Field label="Full name" autoComplete="name" placeholder="Robin Fields" {...field("fullName")} />
              <Field
                label="Address"
                autoComplete="street-address"
                placeholder="12 Lantern Lane"
                {...field("address")}
              />
              <Field label="Postcode" autoComplete="postal-code" placeholder="10115" {...field("postcode")} />
              <Field label="City" autoComplete="address-level2" placeholder="Berlin" {...field("city")} />
            </div>
          </section>
          <section className="panel" aria-labelledby="payment-title">
            <h2 id="payment-title">Payment</h2>
            <div className="fields fields-card">
              <Field
                label="Card number"
                inputMode="numeric"
                autoComplete="cc-number"
                placeholder="4242 4242 4242 4242"
                {...field("cardNumber")}
                onChange={(event) => set("cardNumber", groupCardDigits(event.target.value))}
              />
              <Field label="Expires" autoComplete="cc-exp" placeholder="08 / 29" {...field("expiry")} />
              <Field label="Security code" autoComplete="cc-csc" placeholder="123" {...field("securityCode")} />
            </div>
          </section>
        </div>
        <OrderSummary>
          <CheckoutItems />
          <button type="submit" className="button button-wide">
            Pay {money(cart.totalCents)}
          </button>
          <p className="promise">
            <Icon name="lock" size={18} />
            Nothing is charged: this shop is made up
          </p>
        </OrderSummary>
      </form>
    </>
  );
}
