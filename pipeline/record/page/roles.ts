/** Roles of elements that have none written down; for functions that run in the page. */
export const impliedRoles: Readonly<Record<string, string>> = {
  A: "link",
  BUTTON: "button",
  SELECT: "combobox",
  TEXTAREA: "textbox",
  FORM: "form",
  IMG: "img",
  LI: "listitem",
  NAV: "navigation",
  DIALOG: "dialog",
  TABLE: "table",
  SUMMARY: "button",
  H1: "heading",
  H2: "heading",
  H3: "heading",
  H4: "heading",
  H5: "heading",
  H6: "heading",
};

/** By the input's type; all others are text boxes. */
export const inputRoles: Readonly<Record<string, string>> = {
  checkbox: "checkbox",
  radio: "radio",
  range: "slider",
  number: "spinbutton",
  search: "searchbox",
  submit: "button",
  button: "button",
  reset: "button",
  image: "button",
};
