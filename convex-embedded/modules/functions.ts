import { unsupported } from "../errors.ts";
import type { ValidatorJson } from "../values/validator.ts";

export type FunctionKind = "query" | "mutation" | "action";

/** One registered function: `path` is `folder/module:name`, `invoke` takes and gives Convex's JSON as text. */
export type ProjectFunction = {
  path: string;
  kind: FunctionKind;
  isPublic: boolean;
  argsValidator: ValidatorJson;
  returnsValidator: ValidatorJson | null;
  invoke(argsJson: string, requestId: string): Promise<string>;
};

type Registered = {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isHttp?: boolean;
  isPublic?: boolean;
  exportArgs(): string;
  exportReturns(): string;
  invokeQuery(argsJson: string): Promise<string>;
  invokeMutation(argsJson: string): Promise<string>;
  invokeAction(requestId: string, argsJson: string): Promise<string>;
};

/** The registered functions among a module's exports. `modulePath` has no extension. */
export function functionsOf(modulePath: string, exports: Record<string, unknown>): ProjectFunction[] {
  return Object.entries(exports).flatMap(([name, value]) => {
    if (typeof value !== "function") return [];
    const registered = value as unknown as Registered;
    if (registered.isHttp) throw unsupported(`The HTTP action ${modulePath}:${name}`);
    const kind = kindOf(registered);
    if (kind === null) return [];
    return [describeFunction(`${modulePath}:${name}`, kind, registered)];
  });
}

function kindOf(registered: Registered): FunctionKind | null {
  if (registered.isQuery) return "query";
  if (registered.isMutation) return "mutation";
  return registered.isAction ? "action" : null;
}

function describeFunction(path: string, kind: FunctionKind, registered: Registered): ProjectFunction {
  return {
    path,
    kind,
    isPublic: registered.isPublic === true,
    argsValidator: JSON.parse(registered.exportArgs()) as ValidatorJson,
    returnsValidator: JSON.parse(registered.exportReturns()) as ValidatorJson | null,
    invoke: (argsJson, requestId) => {
      if (kind === "query") return registered.invokeQuery(argsJson);
      if (kind === "mutation") return registered.invokeMutation(argsJson);
      return registered.invokeAction(requestId, argsJson);
    },
  };
}

/** `messages`, `messages.js:list` and `messages:list` in the one form that functions are kept under. */
export function canonicalPath(path: string): string {
  const colon = path.lastIndexOf(":");
  const modulePath = colon < 0 ? path : path.slice(0, colon);
  const name = colon < 0 ? "default" : path.slice(colon + 1);
  return `${modulePath.replace(/\.js$/, "")}:${name}`;
}
