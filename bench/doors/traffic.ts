import type { GitHubPeer } from "../../tests/doors/githubPeer.ts";
import type { SlackPeer, SlackRequest } from "../../tests/doors/slackPeer.ts";

/** The text by which something that was said to Aura is found again in the store. */
export type Addressed = string;

type Common = { atMs: number; addressed: Addressed | null };
type SlackTraffic = Common & { door: "slack"; request: SlackRequest; retry: number };
type GitHubTraffic = Common & { door: "github"; event: string; payload: unknown; delivery: string };
export type Planned = SlackTraffic | GitHubTraffic;
type Unplanned = Omit<SlackTraffic, "atMs"> | Omit<GitHubTraffic, "atMs">;

/** What of 100 requests is what: mostly the talk of a busy team, which Slack tells every app in the channel. */
const mix = [
  ...Array.from({ length: 40 }, () => "talk" as const),
  ...Array.from({ length: 20 }, () => "talk in a thread" as const),
  ...Array.from({ length: 2 }, () => "command" as const),
  ...Array.from({ length: 2 }, () => "said in Aura's thread" as const),
  ...Array.from({ length: 2 }, () => "sent again" as const),
  ...Array.from({ length: 20 }, () => "push" as const),
  ...Array.from({ length: 9 }, () => "labeled" as const),
  ...Array.from({ length: 3 }, () => "comment" as const),
  ...Array.from({ length: 1 }, () => "words in a comment" as const),
  ...Array.from({ length: 1 }, () => "delivered again" as const),
];

type Parts = {
  slack: SlackPeer;
  github: GitHubPeer;
  people: readonly string[];
  /** Aura's thread in the channel. */
  root: string;
  pr: number;
  seconds: number;
  perSecond: number;
};

/** The traffic of so many seconds, evenly spread, each kind in its share. The same in each run. */
export function planTraffic({ slack, github, people, root, pr, seconds, perSecond }: Parts): Planned[] {
  const count = seconds * perSecond;
  let serial = 0;
  const last: { slack: Unplanned | null; github: Unplanned | null } = { slack: null, github: null };
  const who = () => people[serial % people.length] ?? "";
  const ts = () => `${1_800_000_000 + serial}.000100`;
  const words = () => `status ${serial}`;

  const event = (more: object): Unplanned => ({
    ...{ door: "slack", retry: 0, addressed: null },
    request: slack.event({ type: "message", channel_type: "channel", user: who(), ts: ts(), text: "lunch?", ...more }),
  });
  const delivered = (name: string, payload: object, addressed: Addressed | null = null): Unplanned => ({
    ...{ door: "github", event: name, payload, addressed, delivery: `bench-${serial}` },
  });
  const repository = { name: "shop", full_name: "acme/shop", owner: { login: "acme" } };

  function make(kind: (typeof mix)[number]): Unplanned {
    switch (kind) {
      case "talk":
        return event({});
      case "talk in a thread":
        return event({ thread_ts: `${1_700_000_000 + (serial % 50)}.000100` });
      case "command":
        return keep({
          ...{ door: "slack", retry: 0, addressed: words() },
          request: slack.command(words(), who()),
        });
      case "said in Aura's thread":
        return keep({ ...event({ text: words(), thread_ts: root }), addressed: words() });
      case "sent again":
        return last.slack?.door === "slack" ? { ...last.slack, retry: 1 } : event({});
      case "push":
        return delivered("push", { ref: "refs/heads/main", repository });
      case "labeled":
        return delivered("pull_request", { action: "labeled", pull_request: { number: pr }, repository });
      case "comment":
        return delivered("issue_comment", github.commentEvent(pr, "looks good", "MEMBER"));
      case "words in a comment":
        return keep(delivered("issue_comment", github.commentEvent(pr, `/aura ${words()}`, "MEMBER", who()), words()));
      case "delivered again":
        return last.github ?? delivered("push", { ref: "refs/heads/main", repository });
    }
  }

  function keep(one: Unplanned): Unplanned {
    last[one.door] = one;
    return one;
  }

  return Array.from({ length: count }, (_, index) => {
    serial = index;
    // 37 and 100 have no common divisor: each hundred holds each of the mix, well shuffled.
    const kind = mix[(index * 37) % mix.length] ?? "talk";
    return { ...make(kind), atMs: (index * 1000) / perSecond } as Planned;
  });
}
