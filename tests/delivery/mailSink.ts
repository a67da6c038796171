import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** How a mail server may behave towards one mail. `silent`: it takes the mail, and the answer is lost. */
export type Mood = "takes" | "silent" | { responseCode: number; message: string; at?: "RCPT" | "DATA" };

export type SunkMail = Email & { recipients: string[] };

const user = "aura";
const password = "a secret of the test";

/** A mail server on loopback that keeps what it is given. Its `mood` is asked for each mail, with how many it has taken before. */
export async function openMailSink({ mood = () => "takes" as Mood }: { mood?: (to: string) => Mood } = {}) {
  const mails: SunkMail[] = [];
  let moodOf = mood;
  /** Whoever was sending is gone; what was not whole is no mail. */
  const cutOff = (): void => undefined;
  const refusal = ({ responseCode, message }: { responseCode: number; message: string }) =>
    Object.assign(new Error(message), { responseCode });
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, answer) => {
      if (username === user && given === password) answer(null, { user });
      else answer(Object.assign(new Error("5.7.8 Authentication failed"), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, answer) => {
      const told = moodOf(address);
      answer(typeof told === "object" && told.at !== "DATA" ? refusal(told) : null);
    },
    onData: (stream, session, answer) => {
      void buffer(stream).then(async (bytes) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        const told = moodOf(recipients[0] ?? "");
        if (typeof told === "object") return answer(refusal(told));
        mails.push({ ...(await PostalMime.parse(bytes)), recipients });
        if (told === "takes") return answer(null);
        // Somebody has pulled the plug after the last byte.
        for (const connection of server.connections) if (connection.id === session.id) connection.close();
        return;
      }, cutOff);
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    urlWith: (other: string) => `smtp://${user}:${encodeURIComponent(other)}@127.0.0.1:${port}`,
    mails,
    sentTo: (address: string) => mails.filter(({ recipients }) => recipients.includes(address)),
    feel: (next: (to: string) => Mood) => {
      moodOf = next;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type MailSink = Awaited<ReturnType<typeof openMailSink>>;
