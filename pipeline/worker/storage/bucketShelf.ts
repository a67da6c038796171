import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Environment } from "../../../environment.ts";
import type { Shelf } from "./shelf.ts";

type BucketSettings = Pick<
  Environment,
  | "AURA_S3_BUCKET"
  | "AURA_S3_REGION"
  | "AURA_S3_ENDPOINT"
  | "AURA_S3_PREFIX"
  | "AURA_S3_ACCESS_KEY_ID"
  | "AURA_S3_SECRET_ACCESS_KEY"
>;

/** Parts as objects of a bucket, on S3 or on anything that speaks its protocol. Without a key, the SDK looks for a role. */
export function bucketShelf(settings: BucketSettings): Shelf {
  const { AURA_S3_BUCKET: Bucket = "", AURA_S3_PREFIX: prefix = "aura/", AURA_S3_ENDPOINT: endpoint } = settings;
  const { AURA_S3_ACCESS_KEY_ID: accessKeyId, AURA_S3_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  const client = new S3Client({
    region: settings.AURA_S3_REGION ?? "us-east-1",
    // A provider at an address of its own mostly has no subdomain for each bucket.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    // Checksums in trailers are younger than many providers; the pack has one of its own.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return {
    kind: "bucket",
    put: async (name, part, signal) => {
      const Key = `${prefix}${name}`;
      await client.send(new PutObjectCommand({ Bucket, Key, Body: part, ContentLength: part.byteLength }), {
        abortSignal: signal,
      });
      return Key;
    },
    get: async (Key, signal) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }), { abortSignal: signal });
      if (!Body) throw new Error(`The object ${Key} has no content.`);
      return await Body.transformToByteArray();
    },
    // One by one: not every provider takes a list, and a pack has few parts. A key that is gone is no error.
    remove: async (keys) => {
      for (const Key of keys) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}
