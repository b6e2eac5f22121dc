/** Seconds for which a token is good. */
export const lifetimes = { server: 3600, session: 900 } as const;

/** Seconds by which the clocks of two machines that serve the same issuer may differ. */
export const leeway = 5;
