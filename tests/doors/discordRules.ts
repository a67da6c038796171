/** What Discord's documentation refuses in a message (https://docs.discord.com/developers/resources/message). */
export type MessagePayload = {
  content?: string | null;
  embeds?: Embed[];
  components?: Row[];
  flags?: number;
  nonce?: string | number;
  enforce_nonce?: boolean;
  attachments?: { id: string | number }[];
};
export type Embed = {
  title?: string;
  description?: string;
  fields?: { name: string; value: string }[];
  footer?: { text: string };
  author?: { name: string };
  image?: { url: string };
};
export type Component = {
  type: number;
  custom_id?: string;
  label?: string;
  placeholder?: string;
  options?: { label: string; value: string }[];
};
export type Row = { type: number; components: Component[] };
export type Upload = { name: string; bytes: Buffer };

/** An answer of Discord that is no success. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const invalid = (what: string): Refusal => new Refusal(400, 50035, `Invalid Form Body: ${what}`);

function most(what: string, length: number, limit: number): void {
  if (length > limit) throw invalid(`${what} must be ${limit} or fewer in length.`);
}

export function refuseMessage(payload: MessagePayload, files: readonly Upload[], maxFileBytes: number): void {
  const { content, embeds = [], components = [], nonce } = payload;
  most("content", (content ?? "").length, 2000);
  most("nonce", String(nonce ?? "").length, 25);
  most("embeds", embeds.length, 10);
  let total = 0;
  for (const embed of embeds) total += sizeOf(embed);
  if (total > 6000) throw invalid("embeds exceed 6000 characters.");
  refuseComponents(components);
  for (const { name, bytes } of files) {
    if (bytes.length > maxFileBytes) throw new Refusal(413, 40005, `Request entity too large: ${name}`);
  }
  if (!content && embeds.length === 0 && components.length === 0 && files.length === 0) {
    throw new Refusal(400, 50006, "Cannot send an empty message");
  }
}

function sizeOf({ title = "", description = "", fields = [], footer, author }: Embed): number {
  most("title", title.length, 256);
  most("description", description.length, 4096);
  most("fields", fields.length, 25);
  most("footer", footer?.text.length ?? 0, 2048);
  most("author", author?.name.length ?? 0, 256);
  let total = title.length + description.length + (footer?.text.length ?? 0) + (author?.name.length ?? 0);
  for (const { name, value } of fields) {
    if (!name || !value) throw invalid("a field needs a name and a value.");
    most("field name", name.length, 256);
    most("field value", value.length, 1024);
    total += name.length + value.length;
  }
  return total;
}

function refuseComponents(rows: readonly Row[]): void {
  most("components", rows.length, 5);
  const ids = new Set<string>();
  for (const { type, components } of rows) {
    if (type !== 1 || components.length === 0) throw invalid("a row has one to five components.");
    const hasSelect = components.some((one) => one.type === 3);
    most("row", components.length, hasSelect ? 1 : 5);
    for (const component of components) refuseComponent(component, ids);
  }
}

export function refuseComponent(
  { type, custom_id: id = "", label, options, placeholder }: Component,
  ids: Set<string>,
) {
  if (id === "" || id.length > 100) throw invalid("custom_id must be 1 to 100 in length.");
  if (ids.has(id)) throw invalid("custom_id must be unique.");
  ids.add(id);
  if (type === 2) most("label", (label ?? "").length, 80);
  if (type !== 3) return;
  most("placeholder", (placeholder ?? "").length, 150);
  if (!options || options.length === 0 || options.length > 25) throw invalid("a menu has 1 to 25 options.");
  if (new Set(options.map(({ value }) => value)).size < options.length) throw invalid("values must be unique.");
  for (const option of options) {
    if (!option.label || !option.value) throw invalid("an option needs a label and a value.");
    most("option", Math.max(option.label.length, option.value.length), 100);
  }
}
