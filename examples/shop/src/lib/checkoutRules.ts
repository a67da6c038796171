export type CheckoutForm = {
  email: string;
  fullName: string;
  address: string;
  postcode: string;
  city: string;
  cardNumber: string;
  expiry: string;
  securityCode: string;
};

export const emptyCheckoutForm: CheckoutForm = {
  email: "",
  fullName: "",
  address: "",
  postcode: "",
  city: "",
  cardNumber: "",
  expiry: "",
  securityCode: "",
};

type Rule = (value: string) => string | null;

const required =
  (message: string): Rule =>
  (value) =>
    value.trim() ? null : message;

const matching =
  (pattern: RegExp, message: string): Rule =>
  (value) =>
    pattern.test(value.trim()) ? null : message;

const rules: Record<keyof CheckoutForm, Rule> = {
  email: matching(/^\S+@\S+\.\S+$/, "Enter an e-mail address, such as robin@example.com"),
  fullName: required("Tell us who the lamp is for"),
  address: required("Enter a street and a number"),
  postcode: matching(/^[\dA-Za-z -]{4,8}$/, "Enter a postcode of 4 to 8 letters or digits"),
  city: required("Enter a town or city"),
  cardNumber: matching(/^(\d{4} ?){4}$/, "Enter the 16 digits on the card"),
  expiry: matching(/^(0[1-9]|1[0-2])\s?\/\s?\d{2}$/, "Use month / year, such as 08 / 29"),
  securityCode: matching(/^\d{3,4}$/, "3 or 4 digits"),
};

export type CheckoutErrors = Partial<Record<keyof CheckoutForm, string>>;

export function checkField(field: keyof CheckoutForm, value: string): string | null {
  return rules[field](value);
}

export function checkForm(form: CheckoutForm): CheckoutErrors {
  const errors: CheckoutErrors = {};
  for (const field of Object.keys(rules) as (keyof CheckoutForm)[]) {
    const message = checkField(field, form[field]);
    if (message) errors[field] = message;
  }
  return errors;
}

/** Groups the digits of a card by four while they are typed. */
export function groupCardDigits(value: string): string {
  return value
    .replace(/\D/g, "")
    .slice(0, 16)
    .replace(/(\d{4})(?=\d)/g, "$1 ");
}
