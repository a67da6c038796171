/** Many readers or one writer, in the order in which they asked. */
export class ReadWriteLock {
  readonly #waiting: { isWriter: boolean; start: () => void }[] = [];
  #readers = 0;
  #hasWriter = false;

  async read<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    return this.#hold(false, work);
  }

  async write<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    return this.#hold(true, work);
  }

  async #hold<Result>(isWriter: boolean, work: () => Promise<Result> | Result): Promise<Result> {
    if (this.#waiting.length > 0 || !this.#isFree(isWriter)) {
      await new Promise<void>((start) => this.#waiting.push({ isWriter, start }));
    } else {
      this.#enter(isWriter);
    }
    try {
      return await work();
    } finally {
      if (isWriter) this.#hasWriter = false;
      else this.#readers -= 1;
      this.#admit();
    }
  }

  #isFree(isWriter: boolean): boolean {
    return !this.#hasWriter && (!isWriter || this.#readers === 0);
  }

  #enter(isWriter: boolean): void {
    if (isWriter) this.#hasWriter = true;
    else this.#readers += 1;
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#isFree(next.isWriter); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#enter(next.isWriter);
      next.start();
    }
  }
}
