import { PermissionFlagsBits } from "discord.js";

/** What Aura needs to be allowed in a guild, by the names that Discord's settings show. */
export const neededPermissions = {
  "View Channels": PermissionFlagsBits.ViewChannel,
  "Send Messages": PermissionFlagsBits.SendMessages,
  "Create Public Threads": PermissionFlagsBits.CreatePublicThreads,
  "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads,
  "Embed Links": PermissionFlagsBits.EmbedLinks,
  "Attach Files": PermissionFlagsBits.AttachFiles,
  "Read Message History": PermissionFlagsBits.ReadMessageHistory,
} as const;

const allNeeded = Object.values(neededPermissions).reduce((sum, bit) => sum | bit, 0n);

export const missingPermissions = (granted: bigint): string[] =>
  granted & PermissionFlagsBits.Administrator
    ? []
    : Object.entries(neededPermissions).flatMap(([name, bit]) => (granted & bit ? [] : [name]));

/** Where an admin of a guild adds Aura to it. */
export const inviteUrl = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${allNeeded}`;
