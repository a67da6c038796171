/**
 * Cuts a fragmented MP4 stream into its head (ftyp, moov) and its fragments (moof, mdat) while it comes in. Head and one
 * fragment together are a small MP4 of their own.
 */
export type FragmentReader = { push(chunk: Buffer): void };

export function readFragments(onFragment: (file: Buffer) => void): FragmentReader {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let head: Buffer[] = [];
  let moof: Buffer | null = null;

  const takeBox = (): Buffer | null => {
    if (waitingBytes < 8) return null;
    const start = waiting[0] && waiting[0].length >= 8 ? waiting[0] : joined();
    const size = start.readUInt32BE(0);
    if (waitingBytes < size) return null;
    const all = joined();
    waiting = all.length > size ? [all.subarray(size)] : [];
    waitingBytes = all.length - size;
    return all.subarray(0, size);
  };
  const joined = (): Buffer => {
    const all = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting);
    waiting = [all];
    return all;
  };

  return {
    push(chunk) {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      for (let box = takeBox(); box; box = takeBox()) {
        const type = box.toString("latin1", 4, 8);
        if (type === "ftyp" || type === "moov") head.push(box);
        else if (type === "moof") moof = box;
        else if (type === "mdat" && moof) {
          head = [Buffer.concat(head)];
          onFragment(Buffer.concat([...head, moof, box]));
          moof = null;
        }
      }
    },
  };
}
