/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";
import type * as access from "../access.js";
import type * as artifacts from "../artifacts.js";
import type * as campaigns from "../campaigns.js";
import type * as client from "../client.js";
import type * as credentials from "../credentials.js";
import type * as crons from "../crons.js";
import type * as deliveries from "../deliveries.js";
import type * as deliveryPreferences from "../deliveryPreferences.js";
import type * as digests from "../digests.js";
import type * as edits from "../edits.js";
import type * as exports from "../exports.js";
import type * as files from "../files.js";
import type * as installations from "../installations.js";
import type * as jobs from "../jobs.js";
import type * as messages from "../messages.js";
import type * as model_artifacts from "../model/artifacts.js";
import type * as model_campaigns from "../model/campaigns.js";
import type * as model_captions from "../model/captions.js";
import type * as model_chapters from "../model/chapters.js";
import type * as model_copies from "../model/copies.js";
import type * as model_cropRests from "../model/cropRests.js";
import type * as model_cropShape from "../model/cropShape.js";
import type * as model_defined from "../model/defined.js";
import type * as model_deliveries from "../model/deliveries.js";
import type * as model_digestContent from "../model/digestContent.js";
import type * as model_digestWords from "../model/digestWords.js";
import type * as model_digests from "../model/digests.js";
import type * as model_documents from "../model/documents.js";
import type * as model_edits from "../model/edits.js";
import type * as model_elements from "../model/elements.js";
import type * as model_errors from "../model/errors.js";
import type * as model_exportTargets from "../model/exportTargets.js";
import type * as model_fileSweep from "../model/fileSweep.js";
import type * as model_files from "../model/files.js";
import type * as model_issues from "../model/issues.js";
import type * as model_keys from "../model/keys.js";
import type * as model_leadSite from "../model/leadSite.js";
import type * as model_legality from "../model/legality.js";
import type * as model_magnification from "../model/magnification.js";
import type * as model_members from "../model/members.js";
import type * as model_message from "../model/message.js";
import type * as model_operations from "../model/operations.js";
import type * as model_outbox from "../model/outbox.js";
import type * as model_packs from "../model/packs.js";
import type * as model_planReview from "../model/planReview.js";
import type * as model_planned from "../model/planned.js";
import type * as model_posting from "../model/posting.js";
import type * as model_preferences from "../model/preferences.js";
import type * as model_quality from "../model/quality.js";
import type * as model_reading from "../model/reading.js";
import type * as model_recording from "../model/recording.js";
import type * as model_reel from "../model/reel.js";
import type * as model_removal from "../model/removal.js";
import type * as model_request from "../model/request.js";
import type * as model_retention from "../model/retention.js";
import type * as model_runs from "../model/runs.js";
import type * as model_sameWorkspace from "../model/sameWorkspace.js";
import type * as model_sandboxes from "../model/sandboxes.js";
import type * as model_schedule from "../model/schedule.js";
import type * as model_states from "../model/states.js";
import type * as model_threads from "../model/threads.js";
import type * as model_timeMap from "../model/timeMap.js";
import type * as model_versions from "../model/versions.js";
import type * as model_workspace from "../model/workspace.js";
import type * as model_workspaceRemoval from "../model/workspaceRemoval.js";
import type * as packs from "../packs.js";
import type * as planReviews from "../planReviews.js";
import type * as posts from "../posts.js";
import type * as queue_activity from "../queue/activity.js";
import type * as queue_claim from "../queue/claim.js";
import type * as queue_deadLetters from "../queue/deadLetters.js";
import type * as queue_enqueue from "../queue/enqueue.js";
import type * as queue_finish from "../queue/finish.js";
import type * as queue_lease from "../queue/lease.js";
import type * as queue_outcome from "../queue/outcome.js";
import type * as queue_overview from "../queue/overview.js";
import type * as queue_policy from "../queue/policy.js";
import type * as queue_subject from "../queue/subject.js";
import type * as retention from "../retention.js";
import type * as runs from "../runs.js";
import type * as sandboxRuns from "../sandboxRuns.js";
import type * as threads from "../threads.js";
import type * as usage from "../usage.js";
import type * as viewers from "../viewers.js";
import type * as workspaceMembers from "../workspaceMembers.js";
import type * as workspaces from "../workspaces.js";

/**
 * A utility for referencing Convex functions in your app's API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
declare const fullApi: ApiFromModules<{
  access: typeof access;
  artifacts: typeof artifacts;
  campaigns: typeof campaigns;
  client: typeof client;
  credentials: typeof credentials;
  crons: typeof crons;
  deliveries: typeof deliveries;
  deliveryPreferences: typeof deliveryPreferences;
  digests: typeof digests;
  edits: typeof edits;
  exports: typeof exports;
  files: typeof files;
  installations: typeof installations;
  jobs: typeof jobs;
  messages: typeof messages;
  "model/artifacts": typeof model_artifacts;
  "model/campaigns": typeof model_campaigns;
  "model/captions": typeof model_captions;
  "model/chapters": typeof model_chapters;
  "model/copies": typeof model_copies;
  "model/cropRests": typeof model_cropRests;
  "model/cropShape": typeof model_cropShape;
  "model/defined": typeof model_defined;
  "model/deliveries": typeof model_deliveries;
  "model/digestContent": typeof model_digestContent;
  "model/digestWords": typeof model_digestWords;
  "model/digests": typeof model_digests;
  "model/documents": typeof model_documents;
  "model/edits": typeof model_edits;
  "model/elements": typeof model_elements;
  "model/errors": typeof model_errors;
  "model/exportTargets": typeof model_exportTargets;
  "model/fileSweep": typeof model_fileSweep;
  "model/files": typeof model_files;
  "model/issues": typeof model_issues;
  "model/keys": typeof model_keys;
  "model/leadSite": typeof model_leadSite;
  "model/legality": typeof model_legality;
  "model/magnification": typeof model_magnification;
  "model/members": typeof model_members;
  "model/message": typeof model_message;
  "model/operations": typeof model_operations;
  "model/outbox": typeof model_outbox;
  "model/packs": typeof model_packs;
  "model/planReview": typeof model_planReview;
  "model/planned": typeof model_planned;
  "model/posting": typeof model_posting;
  "model/preferences": typeof model_preferences;
  "model/quality": typeof model_quality;
  "model/reading": typeof model_reading;
  "model/recording": typeof model_recording;
  "model/reel": typeof model_reel;
  "model/removal": typeof model_removal;
  "model/request": typeof model_request;
  "model/retention": typeof model_retention;
  "model/runs": typeof model_runs;
  "model/sameWorkspace": typeof model_sameWorkspace;
  "model/sandboxes": typeof model_sandboxes;
  "model/schedule": typeof model_schedule;
  "model/states": typeof model_states;
  "model/threads": typeof model_threads;
  "model/timeMap": typeof model_timeMap;
  "model/versions": typeof model_versions;
  "model/workspace": typeof model_workspace;
  "model/workspaceRemoval": typeof model_workspaceRemoval;
  packs: typeof packs;
  planReviews: typeof planReviews;
  posts: typeof posts;
  "queue/activity": typeof queue_activity;
  "queue/claim": typeof queue_claim;
  "queue/deadLetters": typeof queue_deadLetters;
  "queue/enqueue": typeof queue_enqueue;
  "queue/finish": typeof queue_finish;
  "queue/lease": typeof queue_lease;
  "queue/outcome": typeof queue_outcome;
  "queue/overview": typeof queue_overview;
  "queue/policy": typeof queue_policy;
  "queue/subject": typeof queue_subject;
  retention: typeof retention;
  runs: typeof runs;
  sandboxRuns: typeof sandboxRuns;
  threads: typeof threads;
  usage: typeof usage;
  viewers: typeof viewers;
  workspaceMembers: typeof workspaceMembers;
  workspaces: typeof workspaces;
}>;
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;
