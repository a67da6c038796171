/** A few buffers in turn, for frames that may be overwritten once `count - 1` more were taken. */
export function bufferRing(count: number): (bytes: number) => Uint8Array {
  const buffers: Uint8Array[] = [];
  let turn = 0;
  return (bytes) => {
    turn = (turn + 1) % count;
    const kept = buffers[turn];
    const buffer = kept?.length === bytes ? kept : new Uint8Array(bytes);
    buffers[turn] = buffer;
    return buffer;
  };
}
