import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { sendAsGitHub } from "../../tests/doors/githubPeer.ts";
import { sendAsSlack } from "../../tests/doors/slackPeer.ts";
import type { Planned } from "./traffic.ts";

/** `status` is HTTP's, 0 when there was no answer; `latencyMs` counts from when the request was due. */
export type Sent = { door: Planned["door"]; status: number; latencyMs: number };
export type Orders = { url: string; traffic: readonly Planned[] };

/** In a thread of its own, so that what the emulated services do in the other one is not taken for the bot's slowness. */
if (parentPort) parentPort.postMessage(await play(workerData as Orders));

/** Sends each request when it is due, however many are under way. */
async function play({ url, traffic }: Orders): Promise<Sent[]> {
  const startedAtMs = performance.now();
  const under: Promise<Sent>[] = [];
  for (const planned of traffic) {
    const dueInMs = startedAtMs + planned.atMs - performance.now();
    if (dueInMs > 1) await delay(dueInMs);
    const sent = send(url, planned).then((status) => {
      return { door: planned.door, status, latencyMs: performance.now() - startedAtMs - planned.atMs };
    });
    under.push(sent);
  }
  return await Promise.all(under);
}

async function send(url: string, planned: Planned): Promise<number> {
  try {
    const answer = await (planned.door === "slack"
      ? sendAsSlack(url, planned.request, { retry: planned.retry })
      : sendAsGitHub(url, planned.event, planned.payload, { delivery: planned.delivery }));
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
