/** The workspace of this machine, which the terminal and the local web page share. */
export const localWorkspace = { platform: "local", externalId: "local", name: "This machine" } as const;
