import { cronJobs } from "convex/server";
import { internal } from "./_generated/api.js";

const crons = cronJobs();

// Claims sweep too; this one serves the hour in which the only worker has died and nobody claims.
crons.interval("give back the work of silent workers", { seconds: 15 }, internal.jobs.sweep, {});

crons.interval("end idle and stuck sandboxes", { seconds: 30 }, internal.sandboxRuns.sweep, {});

crons.interval("forget old usage", { hours: 1 }, internal.usage.forgetOld, {});

crons.interval("forget old deliveries", { hours: 1 }, internal.deliveries.forgetOld, {});

crons.interval("forget takes and commits that nobody needs", { hours: 1 }, internal.packs.expire, {});

crons.interval("delete files that nobody reported", { hours: 1 }, internal.files.sweep, {});

crons.interval("prepare and send the digests that are due", { seconds: 15 }, internal.digests.sweep, {});

export default crons;
