/** What Aura may do in a team; manifest.yaml asks for the same. */
export const botScopes = [
  "app_mentions:read",
  "channels:history",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "users:read",
  "users:read.email",
];
