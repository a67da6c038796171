import { v } from "convex/values";

export const artifactKind = v.union(
  v.literal("video"),
  v.literal("image"),
  v.literal("file"),
  v.literal("code"),
  v.literal("log"),
  v.literal("other"),
);
