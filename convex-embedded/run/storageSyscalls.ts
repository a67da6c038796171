import type { Transaction } from "../store/transaction.ts";
import type { Frame } from "./frame.ts";

type FileArgs = { storageId: string };

export const storageSyscalls = {
  "1.0/storageGenerateUploadUrl"(frame: Frame): string {
    return JSON.stringify(frame.runtime.files.newUploadUrl());
  },

  async "1.0/storageGetUrl"(frame: Frame, { storageId }: FileArgs): Promise<string> {
    const { files } = frame.runtime;
    return JSON.stringify(await reading(frame, (transaction) => files.urlOf(transaction, storageId)));
  },

  async "1.0/storageGetMetadata"(frame: Frame, { storageId }: FileArgs): Promise<string> {
    const { files } = frame.runtime;
    return JSON.stringify(await reading(frame, (transaction) => files.metadataOf(transaction, storageId)));
  },

  async "1.0/storageDelete"(frame: Frame, { storageId }: FileArgs): Promise<string> {
    const { runtime, transaction } = frame;
    if (transaction === null) await runtime.write((own) => runtime.files.remove(own, storageId));
    else if (transaction.canWrite) runtime.files.remove(transaction, storageId);
    else throw new Error("Queries cannot delete files.");
    return "null";
  },
};

export const storageJsSyscalls = {
  async "storage/storeBlob"(
    frame: Frame,
    { blob, options }: { blob: Blob; options?: { sha256?: string } },
  ): Promise<string> {
    return frame.runtime.files.store(blob.stream(), {
      contentType: blob.type || null,
      sha256: options?.sha256 ?? null,
    });
  },

  async "storage/getBlob"(frame: Frame, { storageId }: FileArgs): Promise<Blob | null> {
    const { runtime } = frame;
    const file = await runtime.read((transaction) => runtime.files.find(transaction, storageId));
    return file === null ? null : runtime.files.blobOf(file);
  },
};

/** In a query or mutation the read belongs to its transaction; an action has none. */
async function reading<Result>(frame: Frame, work: (transaction: Transaction) => Result): Promise<Result> {
  return frame.transaction === null ? frame.runtime.read(work) : work(frame.transaction);
}
