import { isLogin } from "../plan/pages.ts";
import type { PageSnapshot } from "../plan/types.ts";

const viewportHeight = 720;

/** A page that shows nothing but its own entrance. A page that offers a login beside all else is none. */
export function isGate(snapshot: PageSnapshot): boolean {
  const { httpStatus, headings, documentHeight, elements, url } = snapshot;
  if (httpStatus === 401 || httpStatus === 407) return true;
  if (headings.length > 3 || documentHeight > viewportHeight * 1.8) return false;
  const asksWho = elements.some(({ role, inputType }) => role === "textbox" || inputType === "password");
  const { hostname, pathname } = new URL(url);
  const isEntrance =
    /\/(log-?in|sign-?in|auth|sso|account\/begin)\b/i.test(pathname) ||
    /^(login|accounts?|auth|sso|id)\./i.test(hostname);
  return isLogin({ ...snapshot, httpStatus: 200 }) || (asksWho && isEntrance);
}
