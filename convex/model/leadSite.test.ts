import { expect, it } from "vitest";
import { leadInWords, siteOfLead, titleOfLead } from "./leadSite.ts";

it.each([
  [{ website: "acme.com" }, ["https://acme.com/"]],
  [{ website: "http://acme.com/shop", email: "a@other.com" }, ["http://acme.com/shop"]],
  [{ email: "jane@acme.com" }, ["https://acme.com/", "https://www.acme.com/"]],
  [
    { website: "https://www.linkedin.com/in/jane", email: "jane@acme.co.uk" },
    ["https://acme.co.uk/", "https://www.acme.co.uk/"],
  ],
])("shows %o their own site", (lead, addresses) => {
  expect(siteOfLead(lead)).toEqual({ addresses });
});

it.each([
  [{ name: "Jane Doe" }, "website"],
  [{ name: "Jane Doe", company: "Acme" }, "website"],
  [{ email: "jane.doe@gmail.com" }, "website"],
  [{ email: "jane@yahoo.co.uk" }, "website"],
  [{ email: "jane@gmx.de" }, "website"],
  [{ email: "jane@localhost" }, "website"],
  [{ linkedinUrl: "https://www.linkedin.com/in/jane" }, "linkedin"],
])("knows no site for %o", (lead, missing) => {
  expect(siteOfLead(lead)).toEqual({ missing });
});

it("names a lead in one plain line", () => {
  expect(leadInWords({ name: "Jane\n\u202EDoe", company: " Acme " })).toBe("Jane Doe, Acme");
  expect(leadInWords({ website: "acme.com" })).toBeNull();
  expect(titleOfLead({ name: "Jane Doe", company: "Acme" })).toBe("Acme for Jane Doe");
  expect(titleOfLead({ name: "Jane Doe", website: "www.acme.com" })).toBe("acme.com for Jane Doe");
  expect(titleOfLead({ name: "Jo Park", email: "jo@initech.co.uk" })).toBe("Initech for Jo Park");
  expect(titleOfLead({ name: "Jo Park", email: "jo@jo-park.com" })).toBe("jo-park.com for Jo Park");
  expect(titleOfLead({ name: "Jo Park", email: "jo.park@gmail.com" })).toBe("Jo Park");
  expect(titleOfLead({})).toBe("A lead");
});
