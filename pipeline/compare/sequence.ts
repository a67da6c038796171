/** Places of a longest common subsequence, as [in a, in b], in order. Quadratic in what differs between the two ends. */
export function commonOf(a: readonly number[], b: readonly number[]): [number, number][] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = commonInside(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const range = (count: number): number[] => [...Array(count).keys()];
  return [
    ...range(start).map((place): [number, number] => [place, place]),
    ...middle.map(([inA, inB]): [number, number] => [inA + start, inB + start]),
    ...range(end)
      .reverse()
      .map((place): [number, number] => [a.length - 1 - place, b.length - 1 - place]),
  ];
}

function commonInside(a: readonly number[], b: readonly number[]): [number, number][] {
  if (a.length === 0 || b.length === 0) return [];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) common.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
